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

  init(_ submission: Submission) { self = .sources(submission) }

  init(document: String) throws(Failure) {
    do {
      self = try JSON.value(Self.self, from: Array(document.utf8))
    } catch {
      throw .grader(error.description)
    }
  }
}

extension Assignment {
  /// Reads a submission as the assignment takes it.
  ///
  /// - Parameter path: `nil` if the file's name is not UTF-8, so that it cannot be opened.
  func read(_ path: String?, name: String) -> ReadSubmission {
    var bounds = Submission.Bounds()
    bounds.files = limits.files
    bounds.bytes = limits.source << 10
    do throws(SubmissionError) {
      guard let path else { throw SubmissionError.unusableName(path: name) }
      return .sources(try Submission(at: path, declaring: typeNames, bounds: bounds))
    } catch {
      return error.isOurs ? .failed(Sentences.hostFault(error.description)) : .refused("\(error)")
    }
  }
}
