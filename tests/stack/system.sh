#!/bin/sh
# Installs the Debian packages that the tests need and that are missing. Root on Debian; elsewhere it says what is missing.
set -eu

wanted="chromium fonts-thai-tlwg libreoffice-calc postgresql redis-server maven libpq-dev libmagic1 gcc python3-dev"
command -v javac >/dev/null 2>&1 || wanted="$wanted default-jdk-headless"

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "make test: this is not Debian. Install by hand what these Debian packages give, then run make test-only:" >&2
    echo "  $wanted" >&2
    exit 1
fi

missing=""
for package in $wanted; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
    echo "make test: these Debian packages are missing and only root can install them:" >&2
    echo "  apt-get install -y$missing" >&2
    exit 1
fi

echo "installing:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -q >/dev/null
# no service is started by the installation: the tests start their own
policy=/usr/sbin/policy-rc.d
made=""
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    made=1
fi
# shellcheck disable=SC2086
apt-get install -y -q --no-install-recommends $missing >/tmp/dgmaturity-apt.log 2>&1 || {
    tail -20 /tmp/dgmaturity-apt.log >&2
    [ -z "$made" ] || rm -f "$policy"
    exit 1
}
[ -z "$made" ] || rm -f "$policy"
