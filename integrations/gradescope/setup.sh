#!/bin/sh
# Gradescope runs this once, when it builds the autograder: as root, in Ubuntu 22.04, with the zip in /autograder/source.
set -eu
source=/autograder/source
version=6.3
release=swift-$version-RELEASE

if ! command -v swift >/dev/null || ! command -v bwrap >/dev/null || ! ls /usr/lib/*/libarchive.so.13 >/dev/null 2>&1; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install --yes -qq --no-install-recommends ca-certificates curl gnupg binutils libc6-dev libgcc-11-dev libstdc++-11-dev \
    libxml2 libarchive13 libcurl4 libedit2 libsqlite3-0 libncurses6 libpython3.10 bubblewrap >/dev/null
fi
if ! command -v swift >/dev/null; then
  address=https://download.swift.org/swift-$version-release/ubuntu2204/$release/$release-ubuntu22.04.tar.gz
  curl --fail --silent --show-error --location --output /tmp/swift.tar.gz "$address"
  curl --fail --silent --show-error --location --output /tmp/swift.tar.gz.sig "$address.sig"
  curl --fail --silent --show-error --location https://swift.org/keys/all-keys.asc | gpg --quiet --import
  gpg --quiet --verify /tmp/swift.tar.gz.sig /tmp/swift.tar.gz
  mkdir -p /opt/swift
  tar -xzf /tmp/swift.tar.gz -C /opt/swift --strip-components=1
  rm /tmp/swift.tar.gz /tmp/swift.tar.gz.sig
  ln -s /opt/swift/usr/bin/swift /usr/local/bin/swift
fi
"$source/gradus/bin/gradus" --version >/dev/null || {
  echo "setup.sh: gradus does not start here: build the zip on Ubuntu 22.04, or in the container swift:$version-jammy" >&2
  exit 1
}
if [ -e "$source/hidden-seed" ] && ! "$source/gradus/bin/gradus" doctor; then
  echo "setup.sh: hidden cases want the full level of the sandbox; to accept less, pack with the options -- --sandbox reduced" >&2
fi
# Compiled once, in the image: no submission waits for it.
XDG_CACHE_HOME=/var/cache "$source/gradus/bin/gradus" prepare
