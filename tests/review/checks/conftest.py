"""Word documents made for these tests."""

from tests.documents.word.conftest import make as make
