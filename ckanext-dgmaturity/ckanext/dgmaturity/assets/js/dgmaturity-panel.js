/* The mandatory items beside a dataset's form, live while its fields are filled in.
 *
 * One request at a time, a moment after the last key; a newer one ends the one before. What the server says is written
 * as text. Where it does not answer, a note says so, and the marks stay as they were.
 */
this.ckan.module('dgmaturity-panel', function (jQuery) {
  'use strict';

  var WAIT = 600; // milliseconds after the last change
  var LATEST = 10000; // milliseconds that an answer may take
  var NARROW = '(max-width: 767.98px)';
  var LEFT_OUT = /^(_ckan_phase|_csrf_token|save|pkg_name|__.*)$/;

  return {
    options: {
      action: 'dgmaturity_form_verdict'
    },

    initialize: function () {
      jQuery.proxyAll(this, /_on/);
      this.form = document.getElementById('dataset-edit');
      if (window.matchMedia(NARROW).matches) {
        this.el.find('details').prop('open', false);
      }
      this.el.on('click', 'a.dgmaturity-jump', this._onJump);
      if (!this.form || !window.fetch || !window.FormData) {
        return;
      }
      // jQuery, because CKAN's own fields (keywords, organizations) tell of their changes by it
      jQuery(this.form).on('input change', this._onChange);
      if (this._touched()) {
        this._onChange();
      }
    },

    /* Whether a field is another than the page came with: typed before this ran, or restored by the browser. */
    _touched: function () {
      return Array.prototype.some.call(this.form.elements, function (field) {
        if (field.type === 'checkbox' || field.type === 'radio') {
          return field.checked !== field.defaultChecked;
        }
        return /^(text|textarea|email|url|number|date)$/.test(field.type) && field.value !== field.defaultValue;
      });
    },

    teardown: function () {
      jQuery(this.form).off('input change', this._onChange);
      clearTimeout(this.timer);
      this._end();
    },

    _onChange: function () {
      clearTimeout(this.timer);
      this.timer = setTimeout(this._onAsk, WAIT);
    },

    _onAsk: function () {
      var fields = JSON.stringify(this._fields());
      if (fields === this.asked) {
        return;
      }
      this.asked = fields;
      this._end();
      this._ask(fields);
    },

    _end: function () {
      if (this.asking) {
        this.asking.abort();
        this.asking = null;
      }
    },

    _ask: function (fields) {
      var module = this;
      var asking = new AbortController();
      var late = setTimeout(function () { module._failed(asking); asking.abort(); }, LATEST);
      this.asking = asking;
      fetch((ckan.LOCALE_ROOT || '') + '/api/3/action/' + this.options.action, {
        method: 'POST',
        body: fields,
        credentials: 'same-origin',
        headers: this._headers(),
        signal: asking.signal
      }).then(function (answer) {
        return answer.ok ? answer.json() : Promise.reject(answer.status);
      }).then(function (answer) {
        if (module.asking === asking) {
          module.asking = null;
          module._show(answer.result);
        }
      }).catch(function () {
        module._failed(asking);
      }).then(function () {
        clearTimeout(late);
      });
    },

    /* An answer that did not come: told only where it is the one that is waited for. */
    _failed: function (asking) {
      if (this.asking === asking) {
        this.asking = null;
        this.asked = null;
        this._part('late').hidden = false;
      }
    },

    _headers: function () {
      var headers = {'Content-Type': 'application/json'};
      var name = jQuery('meta[name=csrf_field_name]').attr('content');
      if (name) {
        headers['X-CSRFToken'] = jQuery('meta[name="' + name + '"]').attr('content');
      }
      return headers;
    },

    /* The fields as a browser would send them: a list where a name is repeated. */
    _fields: function () {
      var fields = {};
      new FormData(this.form).forEach(function (value, name) {
        if (LEFT_OUT.test(name) || typeof value !== 'string') {
          return;
        }
        fields[name] = fields.hasOwnProperty(name) ? [].concat(fields[name], value) : value;
      });
      var saved = this.form.querySelector('input[name=pkg_name]'); // CKAN's own: the id of what is saved already
      if (saved && saved.value) {
        fields.id = saved.value;
      }
      return fields;
    },

    _show: function (verdict) {
      var module = this;
      var changed = verdict.items.filter(function (item) { return module._item(item); });
      this._part('late').hidden = true;
      this._part('summary').textContent = verdict.summary;
      this.el.find('.dgmaturity-bar').css('width', 100 * verdict.passed / verdict.required + '%');
      this._part('cost').textContent = verdict.cost ? verdict.cost.text : '';
      this._part('basis').textContent = verdict.cost ? verdict.cost.basis_text : '';
      this.el.find('.dgmaturity-cost-all').prop('hidden', !verdict.cost);
      this.el.find('.dgmaturity-all-there').prop('hidden', !!verdict.cost);
      this._part('across').hidden = !verdict.remarks.length;
      this._fill(this._part('remarks'), 'li', verdict.remarks);
      if (changed.length) {
        this._part('said').textContent = changed.map(function (item) {
          return item.title + ': ' + item.word;
        }).concat(verdict.summary).join('. ');
      }
    },

    /* One item as it is now; whether its state is another than before. */
    _item: function (item) {
      var row = this.el.find('.dgmaturity-item[data-no="' + item.no + '"]');
      var changed = !row.hasClass('dgmaturity-' + item.state);
      row.removeClass('dgmaturity-passed dgmaturity-weak dgmaturity-failed').addClass('dgmaturity-' + item.state);
      row.find('.dgmaturity-word').text(item.word);
      row.find('.dgmaturity-jump').attr('data-field', item.field);
      var told = row.find('.dgmaturity-told')[0];
      this._fill(told, 'p', item.remarks, item.empty);
      if (item.cost_text) {
        jQuery('<p class="dgmaturity-cost">').text(item.cost_text).appendTo(told);
      }
      return changed;
    },

    /* Of a field that is empty only what to do is told: that it is empty one sees. */
    _fill: function (place, tag, remarks, empty) {
      jQuery(place).empty();
      remarks.forEach(function (remark) {
        var line = jQuery('<' + tag + '>').text(empty && remark.fix ? '' : remark.text + ' ');
        if (remark.fix) {
          jQuery('<span class="dgmaturity-fix">').text(remark.fix).appendTo(line);
        }
        line.appendTo(place);
      });
    },

    _part: function (name) {
      return this.el.find('[data-dgmaturity="' + name + '"]')[0];
    },

    /* To the field itself, also where CKAN put one of its own in its place. Without a script the link is an anchor. */
    _onJump: function (event) {
      var field = this._field(event.currentTarget.getAttribute('data-field'));
      if (!field) {
        return;
      }
      event.preventDefault();
      field.closest('.form-group, .control-group, fieldset, div').scrollIntoView({block: 'center'});
      field.focus({preventScroll: true});
    },

    _field: function (name) {
      var found = this.form ? this.form.querySelectorAll('[name="' + name + '"]') : [];
      var shown = Array.prototype.filter.call(found, function (each) {
        return each.type !== 'hidden' && each.offsetParent !== null;
      });
      if (shown.length) {
        return shown[0];
      }
      var group = found.length ? found[0].closest('.form-group, .control-group') : null;
      return group ? group.querySelector('.select2-input, .select2-focusser, .ts-control input, input:not([type=hidden])') : null;
    }
  };
});
