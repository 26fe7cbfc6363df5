import GRDB

extension Gradebook {
  /// Returns the digest of a file's bytes as it was last written from the same source; `nil` if it was not.
  package func digest(ofExport file: String, from source: String) throws(GradebookError) -> String? {
    try read {
      try String.fetchOne(
        $0, sql: "SELECT digest FROM export WHERE file = ? AND source = ?", arguments: [file, source])
    }
  }

  /// Writes down that a file was written.
  package func exported(_ file: String, from source: String, _ text: String) throws(GradebookError) {
    try write {
      try $0.execute(
        sql: "INSERT OR REPLACE INTO export VALUES (?, ?, ?)", arguments: [file, source, SHA256.digest(of: text.utf8)])
    }
  }
}
