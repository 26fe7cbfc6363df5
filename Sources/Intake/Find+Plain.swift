extension Find {
  /// A file or folder that is called after its student.
  init(plain name: FileName, in folder: String) {
    let shown = name.shown
    let stem = String(shown.split(separator: ".", maxSplits: 1)[0])
    // Both forms: a roster has the bare name, and an address has dots of its own.
    authors = [Author(identifiers: [shown, stem], name: stem)]
    path = name.text.map { "\(folder)/\($0)" } ?? ""
    origin = shown
    fault = name.text == nil ? .unusableName : nil
  }
}
