const box = document.getElementById("search");
const found = document.getElementById("found");
const rows = [...document.querySelectorAll("[data-text]")];
const plain = text => text.toLowerCase().replace(/[\u2018\u2019]/g, "'").replace(/[\u2010-\u2015]/g, "-");
const texts = rows.map(row => plain(row.dataset.text));
function look() {
  const terms = plain(box.value).split(/\s+/).filter(Boolean);
  let count = 0;
  rows.forEach((row, number) => {
    const met = terms.every(term => texts[number].includes(term));
    row.hidden = !met;
    count += met;
    const at = terms.length && met ? texts[number].indexOf(terms[0]) : -1;
    row.querySelector(".near").textContent =
      at < 0 ? "" : "\u2026" + row.dataset.text.slice(Math.max(0, at - 60), at + 100) + "\u2026";
  });
  found.textContent = terms.length ? `${count} of ${rows.length} clauses` : "";
}
box.addEventListener("input", look);
document.getElementById("searching").hidden = false;
look();
