package import GradeModel

extension Submission {
  /// A form of the language that came after Swift 5.4.
  package enum NewForm: String, CaseIterable, Sendable {
    case shorthandBinding, valueOfBranch, anyProtocol, asynchronous, typedThrows, trailingComma, packageAccess
    case ownership, pack, actor, unavailable
  }

  /// The first place of each form that a grammar of Swift 5.4 does not have; other programs read students' texts with such a
  /// grammar, and pass over what they cannot read.
  package func placesBeyondSwift54() -> [(form: NewForm, place: Place)] {
    var first: [NewForm: Place] = [:]
    for file in files {
      let tokens = Tokens(file.bytes).all
      for index in tokens.indices {
        guard let form = NewForm(tokens, at: index), first[form] == nil else { continue }
        first[form] = Place(file: file.path, line: tokens[index].line)
      }
    }
    return NewForm.allCases.compactMap { form in first[form].map { (form, $0) } }
  }
}

extension Submission.NewForm {
  fileprivate init?(_ tokens: [Tokens.Token], at index: Int) {
    func text(_ offset: Int) -> String { tokens.indices.contains(index + offset) ? tokens[index + offset].text : "" }
    func isName(_ offset: Int) -> Bool {
      tokens.indices.contains(index + offset) && tokens[index + offset].isWord && text(offset).first?.isNumber != true
    }
    let (before, after) = (text(-1), text(1))
    switch text(0) {
    // `if let x {`; in `if let x = y {` a value follows.
    case "let", "var":
      guard ["if", "guard", "while", ","].contains(before), isName(1), ["{", ",", "else"].contains(text(2)) else {
        return nil
      }
      self = .shorthandBinding
    case "if", "switch":
      guard before == "=" || before == "return" else { return nil }
      self = .valueOfBranch
    case "any" where isName(1) && [":", "<", ",", "(", "[", ">", "as"].contains(before): self = .anyProtocol
    case "async" where before == ")", "await" where isName(1): self = .asynchronous
    case "throws" where after == "(": self = .typedThrows
    case "," where after == ")": self = .trailingComma
    case "#" where after == "unavailable": self = .unavailable
    case "package"
    where ["func", "struct", "var", "let", "class", "enum", "init", "extension", "protocol"].contains(after):
      self = .packageAccess
    case "consuming", "borrowing":
      guard isName(1), before == ":" || after == "func" else { return nil }
      self = .ownership
    case "~" where after == "Copyable": self = .ownership
    case "each" where isName(1) && ["<", "repeat", ",", "("].contains(before): self = .pack
    case "actor" where isName(1) && ["{", ":", "<"].contains(text(2)): self = .actor
    default: return nil
    }
  }
}
