#!/bin/sh
# Makes the secrets of compose.yaml, once: what is there is kept. Run it in the project's folder; keep a copy elsewhere.
set -eu
umask 077
mkdir -p secrets
cd secrets

# Read by other users than this one inside the containers; the folder keeps everybody else away.
make() {
  if [ -s "$1" ]; then cat > /dev/null; else cat > "$1"; fi
  chmod 444 "$1"
}

openssl rand -base64 48 | tr -d '\n' | make session_secret
openssl rand -hex 32 | make meili_key
openssl rand -hex 32 | make mongo_root_password
openssl rand -base64 741 | make mongo_keyfile
echo "mongodb://gap-go:$(openssl rand -hex 32)@mongo-1:27017,mongo-2:27017,mongo-3:27017/gap-go?replicaSet=rs0" | make mongodb_uri
