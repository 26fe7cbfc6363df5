import Gradebook
import PluginHost
import Reporting

/// The folder of an earlier batch, for the commands that go on with it. Nobody else writes to it meanwhile.
struct OpenGradebook {
  let directory: ReportDirectory
  let gradebook: Gradebook
  /// The descriptor of the lock, held until the process ends.
  private let lock: Int32

  init(_ output: String) throws(Failure) {
    do throws(ReportWriteError) {
      directory = try ReportDirectory(output)
    } catch {
      if case .noFolder = error { throw Failure(.missing(path: output + "/" + Gradebook.name)) }
      throw .usage(error.description)
    }
    let opened = directory
    guard let lock = try ReportFile.writing({ try opened.lock() }) else { throw .usage(Wording.folderInUse(output)) }
    self.lock = lock
    gradebook = try GradebookFile.open(in: directory)
  }

  /// The exports as the last batch made them.
  func exports() throws(Failure) -> BatchExports {
    try BatchExports(
      of: gradebook, in: directory, try BatchSettings(of: gradebook), installation: try Shelf.installation())
  }

  /// Writes the exports of a person's words. Where that fails, they are in the gradebook already: given once more they would
  /// count twice, and the sentence says so.
  static func exporting<Value>(_ body: () throws(Failure) -> Value) throws(Failure) -> Value {
    do throws(Failure) {
      return try body()
    } catch {
      throw Failure(message: Wording.keptUnwritten(error.message), code: error.code)
    }
  }

  /// Returns the attempts of a student, or of the student who handed in a submission; at least one. A student is known by
  /// the number of the export, and by each identifier and name of the roster.
  func attempts(of name: String) throws(Failure) -> [(attempt: Gradebook.Attempt, grading: Int64)] {
    if let found = try attempts(named: name) { return found }
    let all = try graded()
    throw .usage(Wording.noStudent(name, Array(all.map(\.attempt.name).prefix(3))))
  }

  /// Returns all attempts that have a grading; at least one.
  func graded() throws(Failure) -> [(attempt: Gradebook.Attempt, grading: Int64)] {
    let (all, items) = try Failure.ofGradebook { () throws(GradebookError) in
      (try gradebook.attempts(), try gradebook.items())
    }
    if all.isEmpty { throw .usage(items.isEmpty ? Wording.noBatch : Wording.nothingGradedYet(items.count)) }
    return all
  }

  /// Returns the same as `attempts(of:)`; `nil` if nobody is called so. A student whom an interrupted batch has not reached
  /// is refused.
  func attempts(named name: String) throws(Failure) -> [(attempt: Gradebook.Attempt, grading: Int64)]? {
    let all = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.attempts() }
    func handedIn(by student: String) -> [(attempt: Gradebook.Attempt, grading: Int64)] {
      all.filter { $0.attempt.student.utf8.elementsEqual(student.utf8) }
    }
    let named = handedIn(by: name)
    if !named.isEmpty { return named }
    if let one = all.first(where: { Visible.text($0.attempt.name) == Visible.text(name) }) {
      return handedIn(by: one.attempt.student)
    }
    let search = try StudentSearch(of: gradebook)
    if let waiting = search.submission(name) { throw .usage(Wording.notGradedYet(waiting)) }
    guard let student = try search.student(name) else { return nil }
    let found = handedIn(by: student)
    if found.isEmpty { throw .usage(Wording.notGradedYet(search.name(of: student))) }
    return found
  }
}
