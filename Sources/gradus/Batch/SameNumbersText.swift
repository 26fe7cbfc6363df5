import Gradebook
import PluginHost
import Reporting

/// The hint that wrong numbers agree to the last bit though the programs are not the same text. It is for whoever teaches, and
/// in no file that a student or a colleague might be handed.
struct SameNumbersText {
  /// Empty if there is nothing to say.
  let text: String

  init(of gradebook: Gradebook) throws(Failure) {
    let groups = try Failure.ofGradebook { () throws(GradebookError) in try gradebook.sameNumbers() }
    var lines: [String] = []
    for group in groups {
      let texts = Set(try group.members.map { member throws(Failure) in try Self.program(member.sources) })
      // The same text needs no hint of ours.
      guard texts.count > 1 else { continue }
      lines.append(Wording.sameNumbers(group.members.map(\.submission), group.mistakes))
    }
    text = lines.isEmpty ? "" : "\n" + Wording.sameNumbersTitle + "\n" + lines.joined(separator: "\n") + "\n"
  }

  /// The text of a program without its folder's name, its blanks and its lines.
  private static func program(_ document: String) throws(Failure) -> String {
    guard case .sources(let submission) = try ReadSubmission(document: document) else { return "" }
    return submission.files.map { file in
      String(decoding: file.bytes, as: UTF8.self).filter { !$0.isWhitespace }
    }.sorted().joined(separator: "\n")
  }
}
