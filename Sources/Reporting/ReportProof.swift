import GradeModel

/// The proof that a file is a report of ours: only such a file is written over.
package enum ReportProof {
  /// The forms that a file of ours has.
  package enum Form: Sendable { case junit, json, html }

  /// True if a file in a folder is a report on a submission, in one of the forms.
  ///
  /// - Parameter assignment: `nil` for any.
  package static func holds(
    _ name: String, in directory: ReportDirectory, _ form: Form, on submission: String, assignment: String?
  ) -> Bool {
    guard let bytes = directory.bytes(of: name, limit: most) else { return false }
    func isOwn(_ suite: String?, _ shown: (String) -> String) -> Bool {
      guard let suite else { return false }
      guard let assignment else { return suite.hasSuffix(shown(JUnit.suiteEnding(submission: submission))) }
      return suite == shown(JUnit.suite(submission: submission, assignment: assignment))
    }
    switch form {
    case .junit: return isOwn(suite(bytes)) { $0 }
    case .html: return isOwn(HTML.identity(bytes)) { Markup.escaped($0) }
    case .json:
      guard let report = try? JSON.report(from: bytes) else { return false }
      return report.submission.name.utf8.elementsEqual(submission.utf8)
        && (assignment == nil || report.assignment.id == assignment)
    }
  }

  /// Returns the first name in a batch's folder that is no file of ours; `nil` if all are. Hidden ones do not count.
  ///
  /// - Parameter isOther: true for a file of ours that is no report, by its name and its bytes.
  package static func stranger(
    in directory: ReportDirectory, besides isOther: (String, [UInt8]) -> Bool
  ) -> String? {
    guard let names = directory.names() else { return "." }
    return names.first { name in
      guard let bytes = directory.bytes(of: name, limit: most) else { return true }
      return suite(bytes) == nil && HTML.identity(bytes) == nil && !bytes.starts(with: tableBeginning.utf8)
        && !isOther(name, bytes) && !isText(name, bytes, in: directory) && (try? JSON.report(from: bytes)) == nil
    }
  }

  /// True for a report as text: it ends in our name, and lies beside the JUnit file of the same submission.
  private static func isText(_ name: String, _ bytes: [UInt8], in directory: ReportDirectory) -> Bool {
    guard name.hasSuffix(".txt"), let last = bytes.dropLast().split(separator: 0x0A).last,
      last.starts(with: Array("Gradus ".utf8))
    else { return false }
    return directory.bytes(of: String(name.dropLast(4)) + ".xml", limit: most).flatMap(suite) != nil
  }

  /// The beginning of every table of a batch.
  private static let tableBeginning = SummaryCSV.opening.map { $0 + "," }.joined()

  /// Returns the first name in a folder that is none of some; `nil` if all are. Hidden ones do not count.
  package static func stranger(in directory: ReportDirectory, beside names: [String]) -> String? {
    guard let present = directory.names() else { return "." }
    return present.first { !names.contains($0) }
  }

  private static let most = 32 << 20

  /// Returns the name of the one suite of a JUnit file of ours, as text.
  static func suite(_ bytes: [UInt8]) -> String? {
    let beginning = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"".utf8)
    guard bytes.starts(with: beginning) else { return nil }
    let rest = bytes.dropFirst(beginning.count)
    let name = rest.prefix { $0 != UInt8(ascii: "\"") }
    guard rest.dropFirst(name.count).starts(with: "\" package=\"gradus.".utf8) else { return nil }
    var text = String(decoding: name, as: UTF8.self)
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      text = text.replacing(entity, with: character)
    }
    return text
  }
}
