// Put at the head of a page by TestMapBrowser: it uses the page as people do, and reports to the frame around.
(function () {
  "use strict";
  var report = { Faults: [], Overflow: [], Faint: [] };
  function fault(text) { report.Faults.push(String(text)); }
  addEventListener("error", function (e) { fault(e.message || "not loaded: " + (e.target && e.target.outerHTML)); }, true);
  addEventListener("unhandledrejection", function (e) { fault(e.reason); });
  document.addEventListener("securitypolicyviolation", function (e) { fault("forbidden: " + e.violatedDirective + " " + e.blockedURI); });
  ["error", "warn"].forEach(function (name) { console[name] = function () { fault(name + ": " + [].join.call(arguments, " ")); }; });

  var all = function (selector) { return [].slice.call(document.querySelectorAll(selector)); };
  var visible = function () { return all(".list tbody tr").filter(function (row) { return row.offsetHeight > 0; }).length; };
  var later = function () { return new Promise(function (done) { setTimeout(done, 50); }); };

  function type(id, value) {
    var field = document.getElementById(id);
    if (!field) return;
    field.focus();
    if (document.activeElement !== field) fault(id + " takes no focus");
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function by(id, value) {
    type(id, value);
    var count = visible();
    document.querySelector("#filters button").click();
    return later().then(function () { return count; });
  }

  // What sticks out of the page, unless it is in a part that scrolls by itself.
  function overflow() {
    var root = document.documentElement;
    var wide = root.scrollWidth > innerWidth;
    if (wide) report.Overflow.push("the page: " + root.scrollWidth);
    all("body *").forEach(function (e) {
      var box = e.getBoundingClientRect();
      if (box.right > innerWidth + 1 && (wide || box.width > 1) && !e.closest(wide ? ".scroll *, .source .code *" : ".scroll, .source .code, .away, .defs, .skip"))
        report.Overflow.push(e.tagName + "." + e.getAttribute("class") + ": " + e.textContent.slice(0, 40));
    });
  }

  function numbers(colour) { return (colour.match(/[\d.]+/g) || []).map(Number); }
  function luminance(rgb) {
    var c = rgb.slice(0, 3).map(function (v) { v /= 255; return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); });
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
  }
  function ground(e) {
    for (; e; e = e.parentElement) {
      var c = numbers(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  }
  function contrast() {
    var said = {};
    all("body *").forEach(function (e) {
      var own = [].some.call(e.childNodes, function (n) { return n.nodeType === 3 && n.data.trim(); });
      if (!own || !e.getClientRects().length || e.closest("script, style, option")) return;
      var style = getComputedStyle(e);
      var a = luminance(numbers(e instanceof SVGElement ? style.fill : style.color)), b = luminance(ground(e));
      var ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      var name = e.tagName + "." + e.getAttribute("class");
      if (ratio < 4.5 && !said[name]) {
        said[name] = true;
        report.Faint.push(name + " " + ratio.toFixed(2) + ": " + e.textContent.trim().slice(0, 40));
      }
    });
  }

  addEventListener("load", function () {
    var first = document.querySelector("details.one");
    report.Title = document.title;
    report.Rows = visible();
    report.Dark = luminance(ground(document.body)) < 0.2;
    overflow();
    document.getElementById("open-all").click();
    all("details").forEach(function (d) { d.open = true; });
    overflow();
    contrast();
    document.getElementById("close-all").click();
    var focusable = all("a[href], input, select, button, summary, [tabindex='0']").filter(function (e) { return e.checkVisibility(); });
    report.Focusable = focusable.length;
    report.Named = focusable.filter(function (e) {
      e.focus();
      var name = e.getAttribute("aria-label") || (e.labels && e.labels[0] && e.labels[0].textContent) || e.textContent ||
        (document.getElementById(e.getAttribute("aria-labelledby")) || {}).textContent;
      return document.activeElement === e && name && name.trim();
    }).length;
    by("f-text", "thumbnail.go announce").then(function (n) { report.Text = n; })
      .then(function () { return by("f-text", "no such words").then(function (n) { report.Nothing = n; }); })
      .then(function () { return by("f-rule", "nobackoff").then(function (n) { report.Rule = n; }); })
      .then(function () { return by("f-provider", "pan123").then(function (n) { report.Provider = n; }); })
      .then(function () { return by("f-how", "table").then(function (n) { report.How = n; }); })
      .then(function () { return by("f-code", "none").then(function (n) { report.Code = n; }); })
      .then(function () { return by("f-status", "unsure").then(function (n) { report.Status = n; }); })
      .then(function () {
        var link = document.querySelector("[data-filter=rule][data-value=nobackoff]");
        if (link) link.click();
        return later();
      })
      .then(function () { report.Link = visible(); document.querySelector("#filters button").click(); return later(); })
      .then(function () { report.Reset = visible(); first.open = false; location.hash = "#site-1"; return later(); })
      .then(function () { report.Followed = first.open; type("f-text", "no such words"); document.querySelector(".list a").click(); return later(); })
      .then(function () { report.Again = first.open && visible() === report.Rows; })
      .catch(fault)
      .then(function () { parent.postMessage(JSON.stringify(report), "*"); });
  });
})();
