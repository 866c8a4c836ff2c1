"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = id => document.getElementById(id);
  const make = (name, text) => { const e = document.createElement(name); if (text !== undefined) e.textContent = text; return e; };
  const SAY = {
    zh: { skip: "跳到卡片", search: "搜索", filters: "筛选", area: "领域", level: "难度", kind: "类型", progress: "进度", lang: "语言",
      all: "全部", theory: "理论", business: "业务", coding: "代码", todo: "还没掌握", known: "已掌握", zh: "中文",
      en: "English", both: "中英对照", show: "显示答案", hide: "收起答案", prev: "‹ 上一张", next: "下一张 ›",
      again: "再来", know: "会了", list: "题目列表", print: "打印速查表", reset: "清除进度",
      keys: "空格 翻面 · ← → 换题 · 1 再来 · 2 会了 · / 搜索", none: "没有符合条件的题目",
      count: (n, of, k) => `${n} / ${of} 题 · 已掌握 ${k}`, lv: n => `难度 ${n}`, sure: "清除保存在此浏览器中的进度？" },
    en: { skip: "Skip to the card", search: "Search", filters: "Filters", area: "Area", level: "Level", kind: "Kind", progress: "Progress",
      lang: "Language", all: "all", theory: "theory", business: "business", coding: "coding", todo: "not known yet",
      known: "known", zh: "中文", en: "English", both: "both", show: "Show answer", hide: "Hide answer",
      prev: "‹ Back", next: "Next ›", again: "Again", know: "Known", list: "List of questions",
      print: "Print a cheat sheet", reset: "Forget progress",
      keys: "space turns · ← → move · 1 again · 2 known · / search", none: "No question fits",
      count: (n, of, k) => `${n} of ${of} questions · ${k} known`, lv: n => `level ${n}`,
      sure: "Forget the progress kept in this browser?" },
  };
  const KEY = "drillbank-cards";
  const read = () => { try { return JSON.parse(localStorage.getItem(KEY)) || {}; } catch { return {}; } };
  const saved = read();
  const marks = saved.marks && typeof saved.marks === "object" ? saved.marks : {};
  const save = () => { try { localStorage.setItem(KEY, JSON.stringify({ marks, lang: state.lang })); } catch { /* private window */ } };

  const cards = data.cards;
  const fold = text => text.normalize("NFKC").toLowerCase();
  const strip = html => html.replace(/<annotation[^]*?<\/annotation>/g, "").replace(/<[^>]*>/g, " ")
    .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#x27;/g, "'").replace(/&amp;/g, "&");
  // Built at the first search: 1,000 questions take about 0.1 s, which opening the page need not wait for.
  const haystack = card => card.hay ??= fold([card.id, card.topic, ...data.langs.flatMap(l =>
    [card.title[l], data.areas[card.area]?.[l], card.front[l], card.back[l]]), card.code, card.given, card.demo].filter(Boolean).map(strip).join(" "));

  const langs = data.langs.length > 1 ? ["both", ...data.langs] : data.langs;
  const state = { lang: langs.includes(saved.lang) ? saved.lang : langs.includes(data.lang) ? data.lang : langs[0],
    hits: [], at: 0, open: false };
  const ui = () => state.lang === "both" ? data.ui : state.lang;
  const say = key => SAY[ui()][key];
  const shownLangs = () => state.lang === "both" ? data.langs : [state.lang];
  const HTML_LANG = { zh: "zh-Hans", en: "en" };

  // The HTML below comes from this page's own data, made safe when it was exported.
  const parts = pair => {
    const wanted = shownLangs().filter(l => pair[l]);
    const found = wanted.length ? wanted : data.langs.filter(l => pair[l]);
    return found.map(l => { const e = make("div"); e.className = "part"; e.lang = HTML_LANG[l]; e.innerHTML = pair[l]; return e; });
  };
  const titleOf = card => shownLangs().map(l => card.title[l]).filter(Boolean).join(" · ") || Object.values(card.title)[0] || card.id;
  const areaOf = area => data.areas[area]?.[ui()] || area;
  const block = (html, name) => { const e = make("div"); e.className = name; e.innerHTML = html; return e; };
  const frontOf = card => [...parts(card.front), ...(card.given ? [block(card.given, "given")] : [])];
  const backOf = card => [...(card.code ? [block(card.code, "code")] : []), ...parts(card.back),
    ...(card.demo ? [block(card.demo, "demo")] : [])];

  const options = (select, pairs) => {
    const value = select.value;
    select.replaceChildren(...pairs.map(([v, text]) => { const o = make("option", text); o.value = v; return o; }));
    if (pairs.some(([v]) => v === value)) select.value = value;
  };
  const words = () => {
    document.documentElement.lang = HTML_LANG[ui()];
    for (const e of document.querySelectorAll("[data-t]")) e.textContent = say(e.dataset.t);
    const distinct = of => [...new Set(cards.map(of))].sort();
    options($("area"), [["", say("all")], ...distinct(c => c.area).map(a => [a, areaOf(a)])]);
    options($("level"), [["", say("all")], ...distinct(c => c.level).map(n => [String(n), say("lv")(n)])]);
    options($("kind"), [["", say("all")], ...distinct(c => c.kind).map(k => [k, say(k)])]);
    options($("known"), [["", say("all")], ["todo", say("todo")], ["known", say("known")]]);
    options($("lang"), langs.map(l => [l, say(l)]));
    $("lang").value = state.lang;
    $("langbox").hidden = langs.length < 2;
    for (const id of ["prev", "next", "again", "know"]) $(id).textContent = say(id);
  };
  const choose = keep => {
    const terms = fold($("q").value).split(/\s+/).filter(Boolean);
    const [area, level, kind, known] = ["area", "level", "kind", "known"].map(id => $(id).value);
    state.hits = cards.filter(c => (!area || c.area === area) && (!level || String(c.level) === level) &&
      (!kind || c.kind === kind) && (!known || (known === "known") === (marks[c.id] === 2)) &&
      terms.every(term => haystack(c).includes(term)));
    state.at = Math.max(0, keep ? state.hits.indexOf(keep) : 0);
    state.open = false;
    list();
    draw();
  };
  const list = () => {
    if (!$("all").open) return;
    $("index").replaceChildren(...state.hits.map((card, n) => {
      const item = make("li"), button = make("button", titleOf(card));
      button.type = "button";
      button.className = marks[card.id] === 2 ? "ok" : "";
      button.addEventListener("click", () => { go(n); $("card").focus(); $("card").scrollIntoView({ block: "start" }); });
      item.append(button);
      return item;
    }));
  };
  const draw = () => {
    const card = state.hits[state.at];
    const known = cards.filter(c => marks[c.id] === 2).length;
    $("count").textContent = state.hits.length ? say("count")(state.hits.length, cards.length, known) : say("none");
    $("card").hidden = $("moves").hidden = !card;
    if (!card) return;
    $("where").textContent = `${areaOf(card.area)} · ${say(card.kind)} · ${say("lv")(card.level)}`;
    $("place").textContent = `${state.at + 1} / ${state.hits.length}`;
    $("cardtitle").textContent = titleOf(card);
    $("front").replaceChildren(...frontOf(card));
    $("back").replaceChildren(...(state.open ? backOf(card) : []));
    $("back").hidden = !state.open;
    $("flip").textContent = say(state.open ? "hide" : "show");
    $("flip").setAttribute("aria-expanded", String(state.open));
    $("know").setAttribute("aria-pressed", String(marks[card.id] === 2));
    $("again").setAttribute("aria-pressed", String(marks[card.id] === 1));
    for (const pre of $("card").querySelectorAll("pre")) pre.tabIndex = 0; // a box that scrolls is reached by keyboard
  };
  const flip = () => {
    if (!state.hits.length) return;
    state.open = !state.open;
    draw();
    if (state.open && $("back").getBoundingClientRect().top > innerHeight * 0.6) scrollBy(0, $("back").getBoundingClientRect().top - innerHeight * 0.3);
  };
  const go = n => {
    const count = state.hits.length;
    if (count) { state.at = ((n % count) + count) % count; state.open = false; draw(); }
  };
  const mark = value => {
    const card = state.hits[state.at];
    if (!card) return;
    marks[card.id] = value;
    save();
    const next = state.hits[(state.at + 1) % state.hits.length];
    if ($("known").value) choose(next === card ? undefined : next);
    else { list(); go(state.at + 1); }
  };
  const sheet = () => {
    $("sheet").replaceChildren(...state.hits.map(card => {
      const article = make("article");
      article.append(make("h2", titleOf(card)), ...backOf(card)); // the title asks enough on a cheat sheet
      return article;
    }));
    $("sheet").hidden = false;
  };

  $("filters").addEventListener("submit", event => event.preventDefault());
  for (const id of ["area", "level", "kind", "known"]) $(id).addEventListener("change", () => choose());
  $("q").addEventListener("input", () => choose());
  $("lang").addEventListener("change", () => {
    state.lang = $("lang").value; save(); words(); list(); draw();
  });
  $("flip").addEventListener("click", flip);
  $("front").addEventListener("click", event => {
    if (!event.target.closest("a, pre, code") && !String(getSelection())) flip();
  });
  $("prev").addEventListener("click", () => go(state.at - 1));
  $("next").addEventListener("click", () => go(state.at + 1));
  $("again").addEventListener("click", () => mark(1));
  $("know").addEventListener("click", () => mark(2));
  $("all").addEventListener("toggle", list);
  $("print").addEventListener("click", () => print());
  $("reset").addEventListener("click", () => {
    if (!confirm(say("sure"))) return;
    for (const id of Object.keys(marks)) delete marks[id];
    save(); choose(state.hits[state.at]);
  });
  addEventListener("beforeprint", sheet);
  addEventListener("afterprint", () => { $("sheet").replaceChildren(); $("sheet").hidden = true; });
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input, select, textarea");
    if (field) { if (event.key === "Escape") { field.blur(); $("card").focus(); } return; }
    const onButton = event.target.closest("button, summary, a");
    const acts = { "ArrowLeft": () => go(state.at - 1), "ArrowRight": () => go(state.at + 1), "1": () => mark(1),
      "2": () => mark(2), "/": () => $("q").focus(), ...(onButton ? {} : { " ": flip, "Enter": flip }) };
    if (event.target.closest("pre") && event.key.startsWith("Arrow")) return;
    if (acts[event.key]) { event.preventDefault(); acts[event.key](); }
  });
  let touch = null;
  $("card").addEventListener("touchstart", event => {
    touch = event.touches.length === 1 && !event.target.closest("pre, math, table") ? event.touches[0] : null;
  }, { passive: true });
  $("card").addEventListener("touchend", event => {
    if (!touch) return;
    const end = event.changedTouches[0], x = end.clientX - touch.clientX, y = end.clientY - touch.clientY;
    touch = null;
    if (Math.abs(x) > 60 && Math.abs(x) > 2 * Math.abs(y)) go(state.at + (x < 0 ? 1 : -1));
  }, { passive: true });

  if (matchMedia("(max-width: 40rem)").matches) $("more").open = false; // a phone's screen is for the card
  words();
  choose();
})();
