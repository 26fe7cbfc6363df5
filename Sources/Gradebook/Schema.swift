import GRDB

/// The tables of a gradebook, and their changes from version to version. A migration that was released is never edited.
enum Schema {
  /// The number in the file's header that tells a gradebook: "GrdB".
  static let applicationID: Int32 = 0x4772_6442

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { db in
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      try db.execute(sql: first)
    }
    migrator.registerMigration("2") { db in
      // A digest of the numbers of a wrong program.
      try db.execute(sql: "ALTER TABLE grading ADD COLUMN fingerprint TEXT")
      try db.execute(sql: "CREATE INDEX gradingsByNumbers ON grading (fingerprint)")
    }
    migrator.registerMigration("3") { db in
      // A comment to one student, under no mistake; and one that was taken back, when and by whom.
      for column in ["student", "withdrawn", "withdrawnBy"] {
        try db.execute(sql: "ALTER TABLE comment ADD COLUMN \(column) TEXT")
      }
    }
    return migrator
  }

  private static let first = """
    -- The assignment that all of it is about, and the options of its last batch: one row.
    CREATE TABLE book (assignment TEXT NOT NULL, settings TEXT NOT NULL);

    -- All that a grading depends on beside the submission.
    CREATE TABLE conditions (
      id INTEGER PRIMARY KEY, assignment TEXT NOT NULL, marking TEXT NOT NULL, kit TEXT NOT NULL,
      toolchain TEXT NOT NULL, grader TEXT NOT NULL, isolation TEXT NOT NULL, phase TEXT NOT NULL,
      instant TEXT NOT NULL,
      UNIQUE (assignment, marking, kit, toolchain, grader, isolation, phase, instant));

    -- One grading of one submission. Rows are added and never changed.
    CREATE TABLE grading (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL,
      conditions INTEGER NOT NULL REFERENCES conditions (id), sources TEXT NOT NULL, withheld INTEGER NOT NULL,
      exit INTEGER NOT NULL, points REAL NOT NULL, maximum REAL NOT NULL, message TEXT NOT NULL,
      buildSeconds REAL NOT NULL, illustrated INTEGER NOT NULL, report TEXT NOT NULL, extras TEXT NOT NULL);
    CREATE INDEX gradingsOf ON grading (name, digest, conditions);

    -- The checks of a grading.
    CREATE TABLE outcome (
      grading INTEGER NOT NULL REFERENCES grading (id), position INTEGER NOT NULL, caseID TEXT NOT NULL,
      quantity TEXT NOT NULL, outcome TEXT NOT NULL, points REAL NOT NULL, maximum REAL NOT NULL, mistake TEXT,
      sentence TEXT,
      PRIMARY KEY (grading, position)) WITHOUT ROWID;

    -- What was handed in, and the grading that counts.
    CREATE TABLE attempt (
      name TEXT PRIMARY KEY, report TEXT NOT NULL, student TEXT NOT NULL, number INTEGER NOT NULL,
      handedIn INTEGER, isLate INTEGER NOT NULL, counted INTEGER NOT NULL REFERENCES grading (id)) WITHOUT ROWID;

    -- The batch at work: what it grades, in order, and how far it is.
    CREATE TABLE item (
      report TEXT PRIMARY KEY, position INTEGER NOT NULL, entry TEXT NOT NULL, state TEXT NOT NULL, signal INTEGER,
      grading INTEGER REFERENCES grading (id)) WITHOUT ROWID;

    CREATE TABLE adjustment (
      id INTEGER PRIMARY KEY, student TEXT NOT NULL, points REAL NOT NULL, reason TEXT NOT NULL, author TEXT NOT NULL,
      made TEXT NOT NULL);

    CREATE TABLE comment (
      id INTEGER PRIMARY KEY, mistake TEXT NOT NULL, text TEXT NOT NULL, author TEXT NOT NULL, made TEXT NOT NULL);

    -- The files that were written, so that what is unchanged is not written again.
    CREATE TABLE export (file TEXT PRIMARY KEY, source TEXT NOT NULL, digest TEXT NOT NULL) WITHOUT ROWID;
    """
}
