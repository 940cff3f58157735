// Niceties only: every page does all it does with scripts off.
