"""A zip archive with some of its parts put in the place of others; all that is not replaced stays byte for byte."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from sec_rules.errors import DocumentError

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_LARGEST: Final = 0xFFFFFFFF


def rewritten(data: bytes, archive: ZipFile, parts: Mapping[str, bytes], name: str) -> bytes:
    """The archive with those parts; the ones it does not have are added at the end.

    Raises `DocumentError` for an archive of the large kind, which no document is.
    """
    # The name of a part is the same whatever its capitals.
    stored = {entry.filename.casefold(): entry.filename for entry in archive.infolist()}
    parts = {stored.get(part.casefold(), part): content for part, content in parts.items()}
    records = _central(data, archive, name)
    entries = sorted(archive.infolist(), key=lambda e: e.header_offset)
    ends = [e.header_offset for e in entries[1:]] + [archive.start_dir]
    out: list[bytes] = [data[: entries[0].header_offset]] if entries else []
    position = len(out[0]) if out else 0
    placed: dict[str, tuple[int, bytes]] = {}
    for entry, end in zip(entries, ends, strict=True):
        content = parts.get(entry.filename)
        if content is None:
            local, record = data[entry.header_offset : end], records[entry.filename]
        else:
            local, record = _packed(entry, content)
        placed[entry.filename] = (position, record)
        out.append(local)
        position += len(local)
    order = [e.filename for e in archive.infolist()]
    for added in parts:
        if added not in placed:
            local, record = _packed(_like(added, entries), parts[added])
            placed[added] = (position, record)
            order.append(added)
            out.append(local)
            position += len(local)
    directory = b"".join(_at(*placed[part]) for part in order)
    comment = archive.comment
    end_record = _END.pack(b"PK\x05\x06", 0, 0, len(order), len(order), len(directory), position, len(comment))
    return b"".join((*out, directory, end_record, comment))


def _central(data: bytes, archive: ZipFile, name: str) -> dict[str, bytes]:
    """The record of each part in the directory, as it is written."""
    found: dict[str, bytes] = {}
    position = archive.start_dir
    for entry in archive.infolist():
        fields = _CENTRAL.unpack_from(data, position)
        if fields[0] != b"PK\x01\x02" or _LARGEST in (fields[8], fields[9], fields[16]):
            raise DocumentError(f"{name} is packed as a large archive; save it again with Word.")
        length = _CENTRAL.size + fields[10] + fields[11] + fields[12]
        found[entry.filename] = data[position : position + length]
        position += length
    if data[position : position + 4] != b"PK\x05\x06":
        raise DocumentError(f"{name} is cut short or broken: its list of parts does not end where it says.")
    return found


def _at(offset: int, record: bytes) -> bytes:
    return record[:42] + struct.pack("<L", offset) + record[46:]


def _packed(entry: ZipInfo, content: bytes) -> tuple[bytes, bytes]:
    """A part as it is stored, and its record in the directory."""
    method = entry.compress_type
    packed = content
    if method == ZIP_DEFLATED:
        compressor = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = compressor.compress(content) + compressor.flush()
    else:
        method = ZIP_STORED
    ascii_name = entry.filename.isascii()
    label = entry.filename.encode("ascii" if ascii_name else "utf-8")
    flags = 0 if ascii_name else 0x800
    year, month, day, hour, minute, second = entry.date_time
    stamp = (hour << 11 | minute << 5 | second // 2, max(0, year - 1980) << 9 | month << 5 | day)
    sizes = (zlib.crc32(content), len(packed), len(content))
    local = _LOCAL.pack(b"PK\x03\x04", 20, flags, method, *stamp, *sizes, len(label), 0) + label + packed
    record = _CENTRAL.pack(
        b"PK\x01\x02", entry.create_version | entry.create_system << 8, 20, flags, method, *stamp, *sizes,
        len(label), 0, 0, 0, entry.internal_attr, entry.external_attr, 0,
    )  # fmt: skip
    return local, record + label


def _like(part: str, entries: list[ZipInfo]) -> ZipInfo:
    """A new part, dated like the others."""
    made = ZipInfo(part, entries[0].date_time if entries else (1980, 1, 1, 0, 0, 0))
    made.compress_type = ZIP_DEFLATED
    made.create_version = 20
    made.create_system = 0
    return made
