// Run by mongosh on the first member: a replica set of three, and an account that reaches the service's database only.
const fs = require('fs');
const secret = (name) => fs.readFileSync(`/run/secrets/${name}`, 'utf8').trim();
const [, user, pwd, hosts, database] = /^mongodb:\/\/([^:]+):([^@]+)@([^/]+)\/([^?]+)/.exec(secret('mongodb_uri'));

db.auth('root', secret('mongo_root_password'));
try {
  rs.status();
} catch (error) {
  if (error.codeName !== 'NotYetInitialized') throw error;
  rs.initiate({ _id: 'rs0', members: hosts.split(',').map((host, _id) => ({ _id, host, priority: _id === 0 ? 2 : 1 })) });
}
// Users are made on the primary; the first member is to become it again after it was away.
while (!db.hello().isWritablePrimary) sleep(500);

const own = db.getSiblingDB(database);
const roles = [{ role: 'readWrite', db: database }];
if (own.getUser(user) === null) own.createUser({ user, pwd, roles });
else own.updateUser(user, { pwd, roles });
