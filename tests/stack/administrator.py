"""``python administrator.py INI NAME PASSWORD``, run by a CKAN's own Python: makes a sysadmin, and prints a token."""

import sys
from uuid import uuid4

from ckan import model
from ckan.cli import load_config
from ckan.config.middleware import make_app
from ckan.plugins import toolkit as tk

ini, name, password = sys.argv[1:]
with make_app(load_config(ini))._wsgi_app.test_request_context():
    if model.User.get(name) is None:
        made = {"name": name, "email": f"{name}@catalog.example", "password": password}
        tk.get_action("user_create")({"ignore_auth": True, "user": ""}, made)
        model.User.get(name).sysadmin = True
        model.Session.commit()
    asked = {"user": name, "name": uuid4().hex}
    print(tk.get_action("api_token_create")({"ignore_auth": True, "user": name}, asked)["token"])
