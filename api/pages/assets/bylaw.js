// Comforts only: every page works without this file.
(() => {
  document.documentElement.classList.add("scripted");

  const faults = document.getElementById("fault-summary");
  if (faults) faults.focus();

  for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => window.print());

  // Filters a list while one types; without this, the form asks the server for the same.
  for (const form of document.querySelectorAll("form[data-filter]")) {
    const items = [...document.getElementById(form.dataset.filter).children];
    const count = document.getElementById(form.dataset.filter + "-count");
    const words = count ? count.textContent.replace(/\d+/, "#") : "";
    form.querySelector("input").addEventListener("input", (event) => {
      const wanted = event.target.value.toLowerCase();
      for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted);
      if (count) count.textContent = words.replace("#", items.filter((item) => !item.hidden).length);
    });
  }

  // A file goes into the field that is sent; without this, one pastes it there.
  for (const input of document.querySelectorAll("input[type=file][data-into]"))
    input.addEventListener("change", async () => {
      if (input.files.length) document.getElementById(input.dataset.into).value = await input.files[0].text();
    });

  // A choice in a filter takes effect at once; the button stays for those who use it.
  for (const form of document.querySelectorAll("form[data-submit-on-change]"))
    form.addEventListener("change", (event) => { if (event.target.matches("select")) form.requestSubmit(); });
})();
