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
      sentence.replacing("[\(name)]", with: "").replacing("d\(name)", with: "dw").replacing(name, with: "w")
    }
    guard Set(general).count == 1, let whole = general.first else { return sentences }
    return ["For every parameter w: \(whole.prefix(1).lowercased())\(whole.dropFirst())"]
  }
}
