#!/bin/sh
# Remove what install.sh has put there. Projects, settings and this computer's replicas are left alone.
set -eu

prefix=${PREFIX:-$HOME/.local}
share=${PREFIX:+$PREFIX/share}
share=${share:-${XDG_DATA_HOME:-$HOME/.local/share}}
config=${XDG_CONFIG_HOME:-$HOME/.config}
program=$prefix/opt/annotator
id=@DESKTOP_ID@

[ "$(readlink "$prefix/bin/annotator" 2>/dev/null)" != "$program/annotator" ] || rm -f "$prefix/bin/annotator"
rm -rf "$program" "$program.new" "$program.old"
rm -f "$share/applications/$id.desktop" "$share/mime/packages/$id.xml" "$share/metainfo/$id.metainfo.xml"
rm -f "$share"/icons/hicolor/*/apps/"$id".* "$share"/icons/hicolor/*/mimetypes/@MIME_ICON@.*
for register in "$config/mimeapps.list" "$share/applications/mimeapps.list"; do
    if [ -f "$register" ] && grep -q "$id" "$register"; then
        sed "/^@MIME_PATTERN@=/s/$id\\.desktop;\\{0,1\\}//; /^@MIME_PATTERN@=\$/d" "$register" >"$register.new"
        mv "$register.new" "$register"
    fi
done
if command -v update-mime-database >/dev/null 2>&1; then update-mime-database "$share/mime" >/dev/null 2>&1 || true; fi
if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database "$share/applications" >/dev/null 2>&1 || true; fi
printf '%s\n' "Annotator is removed. Projects and settings are where they were."
