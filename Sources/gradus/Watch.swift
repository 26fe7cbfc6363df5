import PluginHost
import Reporting

/// Checks a submission again each time that its files change.
struct Watch {
  let submission: String
  /// The types that are asked for, by which demos are told.
  let types: [String]

  /// Never returns: Ctrl-C ends the program.
  func forever(_ check: () async throws(Failure) -> Void) async throws(Failure) -> Never {
    let files = try Failure.ofHost { try FileWatch(submission) }
    var last: Result<Submission, SubmissionError>?
    while true {
      var now = read()
      if isUnfinished(now), last != nil {
        // An editor may have emptied or moved the file, to write it anew.
        files.waitBriefly(200)
        now = read()
      }
      if now != last {
        last = now
        if case .failure(.missing) = now {
          Terminal.progress("")
          Terminal.say(Wording.gone(watching: submission))
        } else {
          Terminal.home()
          try await check()
        }
        Terminal.progress(Wording.watching(submission))
      }
      files.wait()
    }
  }

  private func read() -> Result<Submission, SubmissionError> {
    do throws(SubmissionError) {
      return .success(try Submission(at: submission, declaring: types))
    } catch {
      return .failure(error)
    }
  }

  private func isUnfinished(_ read: Result<Submission, SubmissionError>) -> Bool {
    switch read {
    case .failure(.missing), .failure(.empty): true
    default: false
    }
  }
}
