// Niceties only: every page does all it does with scripts off.

/** Relative times grow old while a page stays open. */
function refreshTimes() {
  for (const time of document.querySelectorAll('time')) {
    if (!/ago$|^just now$/.test(time.textContent)) continue;
    const minutes = Math.floor((Date.now() - Date.parse(time.dateTime)) / 60_000);
    if (minutes < 1) time.textContent = 'just now';
    else if (minutes < 60) time.textContent = `${minutes} min ago`;
    else if (minutes < 24 * 60) time.textContent = `${Math.floor(minutes / 60)} h ago`;
    else time.textContent = time.title;
  }
}

/** Moves the focus to the next (or former) fault or hit of a list. */
function moveFocus(step) {
  const links = [...document.querySelectorAll('.faults .title, .occurrences .when a')];
  const row = document.activeElement?.closest('tr');
  const here = links.findIndex((link) => link.closest('tr') === row);
  const next = here < 0 ? links.at(step > 0 ? 0 : -1) : links[here + step];
  next?.focus();
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('input, textarea, select')) return;
  const search = document.querySelector('#q');
  if (event.key === '/' && search) {
    event.preventDefault();
    search.select();
  } else if (event.key === 'j') moveFocus(1);
  else if (event.key === 'k') moveFocus(-1);
});

/** Buttons that copy a text of the page; without a clipboard there are none. */
function offerCopies() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll('button[data-copies]')) {
    button.hidden = false;
    button.addEventListener('click', () => void copyText(button));
  }
}

async function copyText(button) {
  try {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
    button.textContent = 'Copied';
  } catch {
    button.textContent = 'The browser refused: select the text';
  }
}

/** A suggestion takes the place of the term that is being typed; those before it stay. */
function suggestTerms() {
  const search = document.querySelector('#q[list]');
  const list = search?.list;
  if (!list) return;
  const terms = [...list.options].map((option) => option.value);
  search.addEventListener('input', () => {
    const [, before] = /^(.*[\s(]-?|-)?/s.exec(search.value);
    list.replaceChildren(...terms.map((term) => new Option('', (before ?? '') + term)));
  });
}

offerCopies();
suggestTerms();
setInterval(refreshTimes, 60_000);
