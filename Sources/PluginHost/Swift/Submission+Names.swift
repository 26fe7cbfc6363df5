package import GradeModel

extension Submission {
  /// The first places at which some names are written into the sources as texts, sorted by name.
  package func places(naming names: Set<String>) -> [(name: String, place: Place)] {
    var first: [String: Place] = [:]
    for file in files {
      for literal in Tokens(file.bytes).literals where names.contains(literal.text) && first[literal.text] == nil {
        first[literal.text] = Place(file: file.path, line: literal.line)
      }
    }
    return first.keys.sorted().map { ($0, first[$0]!) }
  }
}
