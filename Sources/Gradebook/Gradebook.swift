import GRDB
import Glibc

/// The grades of one class in one assignment: a file that outlives every process that writes to it.
package final class Gradebook: Sendable {
  /// The name of the file in a batch's folder.
  package static let name = "gradebook.sqlite"
  /// Names of files that SQLite puts beside it while it is open.
  package static let companions = [name + "-wal", name + "-shm"]
  /// The first bytes of the file.
  package static let signature = Array("SQLite format 3\0".utf8)

  let path: String
  private let queue: DatabaseQueue

  /// Opens a gradebook.
  ///
  /// - Parameter assignment: the assignment to begin a gradebook for if there is none; `nil` to refuse that.
  package init(at path: String, beginningFor assignment: String? = nil) throws(GradebookError) {
    self.path = path
    var status = stat()
    if lstat(path, &status) != 0 {
      guard let assignment else { throw .missing(path: path) }
      try Self.begin(at: path, assignment)
    } else if status.st_mode & S_IFMT != S_IFREG || !Self.isOurs(path) {
      // A gradebook appears under its name when its tables are there: an empty file is one that was cut.
      throw .damaged(path: path)
    }
    // Opened for writing, SQLite may change the header of a file that is none of ours to change.
    try Self.reporting(path) {
      var configuration = Self.configuration(.default)
      configuration.readonly = true
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let isNewer = try queue.read { try Schema.migrator.hasBeenSuperseded($0) }
      try queue.close()
      if isNewer { throw GradebookError.newer(path: path) }
    }
    queue = try Self.reporting(path) {
      let queue = try DatabaseQueue(path: path, configuration: Self.configuration(.wal))
      try queue.writeWithoutTransaction { db in
        // A row is on the disk when it is acknowledged.
        try db.execute(sql: "PRAGMA synchronous = FULL")
      }
      try Schema.migrator.migrate(queue)
      return queue
    }
    if let assignment, let holds = try read({ try String.fetchOne($0, sql: "SELECT assignment FROM book") }),
      holds != assignment
    {
      throw .otherAssignment(path: path, holds: holds, wanted: assignment)
    }
  }

  /// The assignment that the gradebook is about.
  package func assignment() throws(GradebookError) -> String {
    guard let id = try read({ try String.fetchOne($0, sql: "SELECT assignment FROM book") }) else {
      throw .damaged(path: path)
    }
    return id
  }

  /// The options of the last batch, as a document; empty before the first.
  package func settings() throws(GradebookError) -> String {
    try read { try String.fetchOne($0, sql: "SELECT settings FROM book") } ?? ""
  }

  package func remember(settings: String) throws(GradebookError) {
    try write { try $0.execute(sql: "UPDATE book SET settings = ?", arguments: [settings]) }
  }

  /// True if a file's header is that of a gradebook: SQLite's sign, and ours at byte 68.
  ///
  /// Source: https://sqlite.org/fileformat.html#the_database_header
  private static func isOurs(_ path: String) -> Bool {
    let file = Glibc.open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { Glibc.close(file) }
    var header = [UInt8](repeating: 0, count: 100)
    guard pread(file, &header, header.count, 0) == header.count, header.starts(with: signature) else { return false }
    return header[68..<72].reduce(0) { $0 << 8 | UInt32($1) } == UInt32(bitPattern: Schema.applicationID)
  }

  /// Makes a gradebook under another name, and renames it when it is whole.
  private static func begin(at path: String, _ assignment: String) throws(GradebookError) {
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    let temporary = "\(folder).gradus-\(getpid())-gradebook.tmp"
    for ending in ["", "-journal"] { unlink(temporary + ending) }
    defer { for ending in ["", "-journal"] { unlink(temporary + ending) } }
    try reporting(path) {
      let queue = try DatabaseQueue(path: temporary, configuration: configuration(.default))
      try Schema.migrator.migrate(queue)
      try queue.write { try $0.execute(sql: "INSERT INTO book VALUES (?, '')", arguments: [assignment]) }
      try queue.close()
    }
    // It holds the work of a class.
    chmod(temporary, 0o600)
    // Never over a gradebook that another process has begun meanwhile.
    if link(temporary, path) != 0, errno != EEXIST {
      throw .failed(path: path, reason: String(cString: strerror(errno)))
    }
  }

  private static func configuration(_ mode: Configuration.JournalModeConfiguration) -> Configuration {
    var configuration = Configuration()
    configuration.journalMode = mode
    configuration.busyMode = .timeout(5)
    return configuration
  }

  /// Closes the file, and folds into it what SQLite keeps beside it, unless another process still has it open.
  package func close() { try? queue.close() }

  // MARK: Reading and writing

  func read<Value>(_ body: (Database) throws -> Value) throws(GradebookError) -> Value {
    try Self.reporting(path) { try queue.read(body) }
  }

  /// Does all of `body` or nothing.
  func write<Value>(_ body: (Database) throws -> Value) throws(GradebookError) -> Value {
    try Self.reporting(path) { try queue.write(body) }
  }

  private static func reporting<Value>(_ path: String, _ body: () throws -> Value) throws(GradebookError) -> Value {
    do {
      return try body()
    } catch let error as GradebookError {
      throw error
    } catch let error as DatabaseError {
      switch error.resultCode {
      case .SQLITE_FULL: throw .noRoom(path: path)
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw .locked(path: path)
      case .SQLITE_NOTADB, .SQLITE_CORRUPT: throw .damaged(path: path)
      // The index of the log is mapped into memory, and has no room for another page.
      case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: throw .noRoom(path: path)
      default: throw .failed(path: path, reason: error.message ?? "\(error.resultCode)")
      }
    } catch {
      throw .failed(path: path, reason: "\(error)")
    }
  }
}
