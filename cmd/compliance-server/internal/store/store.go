// Package store keeps user statuses in an SQLite file. What it has reported as
// written stays, whatever becomes of the process. It knows nothing of HTTP,
// tokens or which policies there are.
package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Store is an open database. It is safe for concurrent use.
type Store struct {
	db     *sql.DB
	secret []byte
}

// schemaVersion is the user_version of databases with this schema.
const schemaVersion = 1

// schema creates the tables. last_reported is the text that was given, and
// last_reported_key its instant.Key.
const schema = `
CREATE TABLE user_status (
	policy_id           TEXT NOT NULL,
	id                  TEXT NOT NULL,
	user_display_name   TEXT,
	devices_count       INTEGER NOT NULL,
	status              TEXT NOT NULL,
	last_reported       TEXT NOT NULL,
	last_reported_key   TEXT NOT NULL,
	user_principal_name TEXT,
	PRIMARY KEY (policy_id, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE secret (value BLOB NOT NULL) STRICT;
`

// pragmas are those of the connection. The exclusive lock keeps a second
// process out; a full sync has each transaction on the disk when it ends.
const pragmas = "_pragma=locking_mode(EXCLUSIVE)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_txlock=immediate"

// Open opens a database file, and creates it where there is none.
func Open(ctx context.Context, path string) (*Store, error) {
	if err := createFile(path); err != nil {
		return nil, fmt.Errorf("the database cannot be created: %w", err)
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+pragmas)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1) // the exclusive lock is the connection's
	s := &Store{db: db}
	if err := s.prepare(ctx); err != nil {
		_ = db.Close()
		var fault *sqlite.Error
		switch errors.As(err, &fault); {
		case fault != nil && fault.Code()&0xff == sqlite3.SQLITE_BUSY:
			return nil, fmt.Errorf("%s: the database is open in another process: stop that, or name another file", path)
		case fault != nil && fault.Code()&0xff == sqlite3.SQLITE_NOTADB:
			return nil, fmt.Errorf("%s: the file is not an SQLite database: name another", path)
		}
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

// createFile makes an empty file, where there is none, that only its owner may
// read. One that exists is not opened, since closing it again would take away
// the locks that this process may have on it (POSIX, fcntl).
func createFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return file.Close()
}

// prepare takes the lock, and creates the schema in a new database.
func (s *Store) prepare(ctx context.Context) error {
	return s.transaction(ctx, func(tx *sql.Tx) error {
		var version, tables int
		err := tx.QueryRowContext(ctx, "SELECT user_version, (SELECT count(*) FROM sqlite_schema) FROM pragma_user_version").Scan(&version, &tables)
		if err != nil {
			return err
		}
		switch {
		case version == schemaVersion:
		case version == 0 && tables == 0:
			if err := create(ctx, tx); err != nil {
				return err
			}
		default:
			return fmt.Errorf("the database is of another program, or version %d of this one: name another file", version)
		}
		return tx.QueryRowContext(ctx, "SELECT value FROM secret").Scan(&s.secret)
	})
}

func create(ctx context.Context, tx *sql.Tx) error {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails (crypto/rand)
	if _, err := tx.ExecContext(ctx, schema); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "INSERT INTO secret VALUES (?)", secret); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", schemaVersion))
	return err
}

// transaction runs do in a transaction, which stays only if do returns nil.
func (s *Store) transaction(ctx context.Context, do func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// Secret is 32 random bytes that the database was created with.
func (s *Store) Secret() []byte { return s.secret }

// Check reports whether the database can be read.
func (s *Store) Check(ctx context.Context) error {
	var version int
	return s.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version)
}

// Close closes the database. Calls under way end first.
func (s *Store) Close() error { return s.db.Close() }
