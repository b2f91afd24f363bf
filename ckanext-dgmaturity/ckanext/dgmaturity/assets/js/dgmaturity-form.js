/* The form works without any of this: a picker beside dates, a URL name from a Thai title, folded groups that open
   for a link to a field inside of them. */

/* A button that opens the browser's own calendar; the day picked is written out in the page's era. */
this.ckan.module('dgmaturity-date', function () {
  return {
    options: {months: [], years: 0, label: ''},

    initialize: function () {
      var picker = document.createElement('input');
      if (!picker.showPicker) {
        return;
      }
      var text = this.el.find('input')[0];
      var options = this.options;
      picker.type = 'date';
      picker.className = 'dgm-date-native';
      picker.tabIndex = -1;
      picker.setAttribute('aria-hidden', 'true');
      var button = document.createElement('button');
      button.type = 'button';
      button.className = 'btn btn-secondary dgm-date-button';
      button.setAttribute('aria-label', options.label);
      button.innerHTML = '<i class="fa fa-calendar" aria-hidden="true"></i>';
      button.addEventListener('click', function () { picker.showPicker(); });
      picker.addEventListener('change', function () {
        var parts = picker.value.split('-').map(Number);
        if (parts.length === 3 && parts[0]) {
          text.value = parts[2] + ' ' + options.months[parts[1] - 1] + ' ' + (parts[0] + Number(options.years));
          text.dispatchEvent(new Event('input', {bubbles: true}));
          text.dispatchEvent(new Event('change', {bubbles: true}));
          text.focus();
        }
      });
      this.el.append(button, picker);
    }
  };
});

/* Asks for a name for the title that is typed, as long as the name is not somebody's own. */
this.ckan.module('dgmaturity-name', function (jQuery) {
  return {
    options: {target: '', url: ''},

    initialize: function () {
      jQuery.proxyAll(this, /_on/);
      this.title = document.getElementById(this.options.target);
      if (!this.title || this.el.val()) {
        return;
      }
      this.title.addEventListener('input', this._onTitle);
      this.title.addEventListener('change', this._onTitle);
      this.el.on('input', this._onOwn);
    },

    teardown: function () {
      clearTimeout(this.waiting);
    },

    _onOwn: function () {
      this.own = this.el.val() !== '';
    },

    _onTitle: function () {
      var module = this;
      clearTimeout(module.waiting);
      if (module.own) {
        return;
      }
      module.waiting = setTimeout(module._onQuiet, 400);
    },

    _onQuiet: function () {
      var module = this;
      var title = module.title.value.trim();
      if (!title) {
        module.el.val('');
        return;
      }
      jQuery.ajax({url: module.options.url, data: {title: title}, dataType: 'json'}).done(function (answer) {
        var name = answer && answer.success ? answer.result : '';
        name = name && name.name !== undefined ? name.name : name;
        if (!module.own && title === module.title.value.trim() && typeof name === 'string') {
          module.el.val(name);
        }
      });
    }
  };
});

/* A link to a field inside of a folded group opens it. What CKAN puts in the place of a field gets the field's name,
   help and error, for those who hear the page. */
this.ckan.module('dgmaturity-form', function (jQuery) {
  return {
    initialize: function () {
      jQuery.proxyAll(this, /_on/);
      window.addEventListener('hashchange', this._onHash);
      this._onHash();
      this.waiting = setTimeout(this._onReady, 0);
    },

    teardown: function () {
      clearTimeout(this.waiting);
      window.removeEventListener('hashchange', this._onHash);
    },

    /* The modules of the fields have run by now. */
    _onReady: function () {
      this.el.find('.select2-container').each(function () {
        var group = this.closest('.form-group');
        var label = group && group.querySelector('label.form-label');
        var field = group && group.querySelector('[aria-describedby]');
        jQuery(this).find('[role=combobox], [role=textbox], .select2-search__field, .select2-input, .select2-focusser').each(function () {
          this.setAttribute('aria-label', label ? label.textContent.trim() : '');
          this.removeAttribute('aria-labelledby');
          if (field && field !== this) {
            this.setAttribute('aria-describedby', field.getAttribute('aria-describedby'));
          }
        });
      });
    },

    _onHash: function () {
      var found = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      var folded = found && found.closest('details');
      if (folded && this.el[0].contains(folded)) {
        folded.open = true;
        found.scrollIntoView({block: 'center'});
      }
    }
  };
});
