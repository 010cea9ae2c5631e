(function () {
  "use strict";
  var form = document.getElementById("filters");
  if (!form) return;
  var rows = Array.prototype.slice.call(document.querySelectorAll(".list tbody tr"));
  var sites = Array.prototype.slice.call(document.querySelectorAll("details.one"));
  var shown = document.getElementById("shown");
  var texts = rows.map(function (row, i) { return (row.textContent + " " + sites[i].textContent).toLowerCase(); });

  function wanted(row, name) {
    var field = form.elements[name];
    if (!field || !field.value) return true;
    return (row.getAttribute("data-" + name) || "").split(" ").indexOf(field.value) >= 0;
  }

  function filter() {
    var words = form.elements.text.value.toLowerCase().split(/\s+/);
    var count = 0;
    rows.forEach(function (row, i) {
      var yes = ["status", "rule", "code", "provider", "how"].every(function (name) { return wanted(row, name); }) &&
        words.every(function (word) { return texts[i].indexOf(word) >= 0; });
      row.hidden = sites[i].hidden = !yes;
      if (yes) count++;
    });
    shown.textContent = count + " of " + rows.length + " shown.";
  }

  // A link to a retry that is filtered away, or closed, shows it.
  function follow() {
    var body = /^#site-\d+$/.test(location.hash) && document.querySelector(location.hash);
    if (!body) return;
    if (body.parentNode.hidden) form.reset();
    body.parentNode.open = true;
    body.parentNode.scrollIntoView();
  }

  function all(open) {
    sites.forEach(function (site) { if (!site.hidden) site.open = open; });
  }

  form.hidden = document.getElementById("openers").hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("change", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(filter, 0); });
  document.getElementById("open-all").addEventListener("click", function () { all(true); });
  document.getElementById("close-all").addEventListener("click", function () { all(false); });
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a");
    if (!link) return;
    var field = form.elements[link.getAttribute("data-filter")];
    if (field) {
      form.reset();
      field.value = link.getAttribute("data-value");
      setTimeout(filter, 0);
    } else if (link.hash && link.hash === location.hash) {
      follow();
    }
  });
  window.addEventListener("hashchange", follow);
  window.addEventListener("beforeprint", function () {
    Array.prototype.forEach.call(document.querySelectorAll("details"), function (d) { d.open = true; });
  });
  filter(); // a browser keeps what was typed before
  follow();
})();
