/* How far an import is, without loading the page again; when its state changes, the page of the new state. */
ckan.module("dgmaturity-workbook-progress", function ($) {
  "use strict";
  return {
    options: { url: null, state: null, seconds: 2 },

    initialize: function () {
      this._later();
    },

    _later: function () {
      window.setTimeout(this._ask.bind(this), this.options.seconds * 1000);
    },

    _ask: function () {
      $.getJSON(this.options.url).done(this._show.bind(this)).fail(this._later.bind(this));
    },

    _show: function (told) {
      if (told.state !== this.options.state) {
        window.location.reload();
        return;
      }
      this.$(".dgw-done").text(told.done);
      this.$(".dgw-total").text(told.total);
      this.$("progress").attr({ max: told.total || 1, value: told.done });
      this._later();
    }
  };
});
