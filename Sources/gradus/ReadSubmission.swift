import Assignments
import PluginHost
import Reporting

/// A submission in memory, or the reason why there is none. As a document it is all that a grading needs of it.
enum ReadSubmission: Codable, Equatable, Sendable {
  case sources(Submission)
  /// It cannot be a program; a sentence to its author says why.
  case refused(String)
  /// Something was handed in that cannot be opened; the sentence is the intake's.
  case unreadable(String)
  /// It could not be read, by a fault of ours.
  case failed(String)

  /// The same text for the same submission.
  var document: String {
    get throws(Failure) {
      do {
        return try JSON.line(self)
      } catch {
        throw .grader(error.description)
      }
    }
  }

  /// Reads a submission within an assignment's bounds.
  ///
  /// - Parameter path: `nil` if its name is no text.
  init(at path: String?, name: String, for assignment: Assignment) {
    var bounds = Submission.Bounds()
    bounds.files = assignment.limits.files
    bounds.bytes = assignment.limits.source << 10
    do throws(SubmissionError) {
      guard let path else { throw SubmissionError.unusableName(path: name) }
      self = .sources(try Submission(at: path, declaring: assignment.typeNames, bounds: bounds))
    } catch {
      self = error.isOurs ? .failed(Sentences.hostFault(error.description)) : .refused("\(error)")
    }
  }

  init(_ submission: Submission) { self = .sources(submission) }

  init(document: String) throws(Failure) {
    do {
      self = try JSON.value(Self.self, from: Array(document.utf8))
    } catch {
      throw .grader(error.description)
    }
  }
}
