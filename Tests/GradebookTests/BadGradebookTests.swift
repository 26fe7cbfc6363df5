import Foundation
import GRDB
import GradeModel
import Gradebook
import Testing

/// Gradebooks that cannot be used: each is refused in a sentence, and left as it is.
@Suite struct BadGradebookTests {
  private func expect(
    _ expected: (String) -> GradebookError, of books: Books, _ comment: Comment
  ) throws {
    let before = FileManager.default.contents(atPath: books.path)
    #expect(throws: expected(books.path), comment) { try books.open() }
    #expect(FileManager.default.contents(atPath: books.path) == before, comment)
    #expect(!expected(books.path).description.contains("\n"))
  }

  private func sql(_ statement: String, in books: Books) throws {
    let queue = try DatabaseQueue(path: books.path)
    try queue.writeWithoutTransaction { try $0.execute(sql: statement) }
    try queue.close()
  }

  @Test func aLaterVersion() throws {
    let books = try Books()
    try books.open().close()
    try sql("INSERT INTO grdb_migrations VALUES ('1000')", in: books)
    try expect({ .newer(path: $0) }, of: books, "a migration that we do not know")
  }

  @Test func noneAtAll() throws {
    let books = try Books()
    #expect(throws: GradebookError.missing(path: books.path)) { try Gradebook(at: books.path) }
    #expect(!FileManager.default.fileExists(atPath: books.path))
  }

  /// Cut at any place; a file of another kind; another program's database.
  @Test func notAGradebook() throws {
    let books = try Books()
    let book = try books.open()
    for number in 0..<40 {
      let reason = String(repeating: "r", count: 900)
      try book.adjust("s\(number)", by: Adjustment(points: 1, reason: reason, author: "a", made: ""))
    }
    book.close()
    let whole = try #require(FileManager.default.contents(atPath: books.path))
    try #require(whole.count > 40_000)
    for length in [0, 1, 50, 99, 4096, 4097, whole.count / 2, whole.count - 4096] {
      try whole.prefix(length).write(to: URL(filePath: books.path))
      try expect({ .damaged(path: $0) }, of: books, "\(length) bytes of \(whole.count)")
    }
    try Data("<testsuites/>, and much more than a header".utf8 + [UInt8](repeating: 65, count: 200)).write(
      to: URL(filePath: books.path))
    try expect({ .damaged(path: $0) }, of: books, "text")
    try FileManager.default.removeItem(atPath: books.path)
    try sql("CREATE TABLE other (a)", in: books)
    try expect({ .damaged(path: $0) }, of: books, "another program's")
  }

  @Test func oneOfAnotherAssignment() throws {
    let books = try Books()
    _ = try books.open()
    #expect(throws: GradebookError.otherAssignment(path: books.path, holds: "10-adam", wanted: "20-dense")) {
      try Gradebook(at: books.path, beginningFor: "20-dense")
    }
  }

  /// Somebody writes for longer than anybody waits.
  @Test func aLockedOne() throws {
    let books = try Books()
    let book = try books.open()
    let other = try DatabaseQueue(path: books.path)
    try other.write { db in
      try db.execute(sql: "DELETE FROM item")
      #expect(throws: GradebookError.locked(path: books.path)) { try book.mark("ada", .started) }
    }
    try book.mark("ada", .started)
  }

  /// A folder or a link in its place.
  @Test func noPlainFile() throws {
    let books = try Books()
    try FileManager.default.createSymbolicLink(atPath: books.path, withDestinationPath: books.folder + "/elsewhere")
    try expect({ .damaged(path: $0) }, of: books, "a link to nothing")
    try FileManager.default.removeItem(atPath: books.path)
    try FileManager.default.createDirectory(atPath: books.path, withIntermediateDirectories: false)
    try expect({ .damaged(path: $0) }, of: books, "a folder")
  }
}
