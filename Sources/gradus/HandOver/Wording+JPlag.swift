import PluginHost
import Reporting

/// The sentences about JPlag's folders.
extension Wording {
  static func jplag(_ count: Int, _ folder: String) -> String {
    "gradus: \(count) \(count == 1 ? "program" : "programs") for JPlag: java -jar jplag.jar -l swift --base-code "
      + "\(folder)/base-code \(folder)/submissions"
  }
  static func jplagWithout(_ students: [String]) -> String {
    let shown = students.prefix(10).map { Visible.line($0, limit: 100) }.joined(separator: ", ")
    return "gradus: \(students.count) without a Swift text to compare: \(shown)\(students.count > 10 ? ", …" : "")"
  }
  static func jplagDoubtful(_ count: Int) -> String {
    "gradus: \(count) \(count == 1 ? "program has" : "programs have") forms that came after Swift 5.4, up to which JPlag's grammar goes: it may "
      + "read \(count == 1 ? "it" : "them") in part, or not at all:"
  }
  static func newForm(_ form: Submission.NewForm) -> String {
    switch form {
    case .shorthandBinding: "'if let x' without a value"
    case .valueOfBranch: "an 'if' or 'switch' as a value"
    case .anyProtocol: "'any' before a protocol"
    case .asynchronous: "'async' or 'await'"
    case .typedThrows: "'throws' with a type"
    case .trailingComma: "a comma before ')'"
    case .packageAccess: "'package' access"
    case .ownership: "'consuming', 'borrowing' or '~Copyable'"
    case .pack: "a parameter pack"
    case .actor: "an actor"
    case .unavailable: "'#unavailable'"
    }
  }
}
