#!/bin/sh
# Install Annotator for this user alone: no rights of an administrator, nothing outside the home folder.
#   ./install.sh           program in ~/.local/opt/annotator, command in ~/.local/bin, menu entry, icons, .annot type
# PREFIX names another folder than ~/.local. Running it again replaces the version that is there.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
prefix=${PREFIX:-$HOME/.local}
share=${PREFIX:+$PREFIX/share}
share=${share:-${XDG_DATA_HOME:-$HOME/.local/share}}
program=$prefix/opt/annotator
id=@DESKTOP_ID@

say() { printf '%s\n' "$*"; }
has() { command -v "$1" >/dev/null 2>&1; }

if ! said=$("$here/annotator/annotator" --selftest 2>&1); then
    say "$said"
    say "Annotator does not run on this system; nothing was installed. The lines above say what is missing."
    say "On Debian or Ubuntu this brings the usual libraries: sudo apt-get install @PACKAGES@"
    exit 1
fi

mkdir -p "$prefix/opt" "$prefix/bin" "$share"
rm -rf "$program.new" "$program.old"
cp -R "$here/annotator" "$program.new"
cp "$here/uninstall.sh" "$program.new/uninstall.sh"
# The new one stands whole before the old one goes, so that an interruption leaves one of them.
[ ! -e "$program" ] || mv "$program" "$program.old"
mv "$program.new" "$program"
rm -rf "$program.old"
ln -sf "$program/annotator" "$prefix/bin/annotator"

cp -R "$here/share/." "$share/"
# A desktop file escapes its value twice: first for the command line, then for the file.
command=$(printf '%s' "$program/annotator" | sed 's/%/%%/g; s/[\\"`$]/\\&/g; s/\\/\\\\/g')
# GLib looks for a program under its name as it is written, with two per cent signs, and drops what it cannot find.
case $program in *%*) start='env ' ;; *) start='' ;; esac
try=$(printf '%s' "$program/annotator" | sed 's/\\/\\\\/g')
entry=$share/applications/$id.desktop
START=$start COMMAND=$command TRY=$try awk '
    /^Exec=/ { print "Exec=" ENVIRON["START"] "\"" ENVIRON["COMMAND"] "\" %f"; next }
    /^TryExec=/ { print "TryExec=" ENVIRON["TRY"]; next }
    { print }' "$here/share/applications/$id.desktop" >"$entry.new"
mv "$entry.new" "$entry"

has update-mime-database && update-mime-database "$share/mime" >/dev/null 2>&1 || say "The .annot type is known after the next login (shared-mime-info is not here)."
has update-desktop-database && update-desktop-database "$share/applications" >/dev/null 2>&1 || true
touch "$share/icons/hicolor"
has xdg-mime && xdg-mime default "$id.desktop" @MIME_TYPE@ >/dev/null 2>&1 || true

say "Annotator @VERSION@ is installed in $program."
say "It stands in the menu, and a double click on an .annot file opens it. To remove it: $program/uninstall.sh"
case ":$PATH:" in
*":$prefix/bin:"*) ;;
*) say "For the command \`annotator\` add $prefix/bin to your PATH." ;;
esac
