internal import Equations

extension DiagnosisWording {
  /// One sentence in the place of many, if the same is said of every parameter: `In the equation of gradients, …`.
  ///
  /// - Parameter sentences: those of a supposition, one for each edit.
  func together(_ sentences: [String], _ edits: [Edit]) -> [String] {
    let names = edits.compactMap(\.parameter)
    guard sentences.count > 1, names.count == edits.count, names.count == sentences.count,
      Set(names).count == names.count,
      isEveryParameter(names)
    else { return sentences }
    let general = zip(sentences, names).map { sentence, name in
      sentence.replacing("[\(name)]", with: "").replacingWord("d\(name)", by: "dw").replacingWord(name, by: "w")
    }
    guard Set(general).count == 1, let whole = general.first else { return sentences }
    return ["For every parameter w: \(whole.prefix(1).lowercased())\(whole.dropFirst())"]
  }
}

extension String {
  /// Replaces a name where it stands by itself: `b` is no part of `belongs`. An index such as ₜ may follow.
  fileprivate func replacingWord(_ name: String, by other: String) -> String {
    func isLetter(_ character: Character?) -> Bool {
      character.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
    }
    var (text, rest) = ("", self[...])
    while let first = rest.first {
      if rest.hasPrefix(name), !isLetter(text.last), !isLetter(rest.dropFirst(name.count).first) {
        text += other
        rest = rest.dropFirst(name.count)
      } else {
        text.append(first)
        rest = rest.dropFirst()
      }
    }
    return text
  }
}
