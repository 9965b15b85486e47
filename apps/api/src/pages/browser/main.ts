/* The script of every page: it brings the page's islands to life. */

document.documentElement.classList.add("has-script");
