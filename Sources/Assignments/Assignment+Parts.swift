internal import GradeModel

extension Assignment {
  /// The assignments that a submission is graded by: the parts, each with its own recipe, or the assignment itself.
  package var graded: [Assignment] { parts.isEmpty ? [self] : parts }

  /// The types that a submission declares, in the order of the parts, each once.
  package var typeNames: [String] {
    var seen: Set<String> = []
    return graded.map(\.typeName).filter { seen.insert($0).inserted }
  }

  /// The name of a student's module: her type, or if there are several the assignment's own name, `Activations`.
  package var moduleName: String {
    guard !parts.isEmpty else { return typeName }
    let words = id.split { !$0.isLetter && !$0.isNumber }.drop { $0.allSatisfy(\.isNumber) }
    let name = words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    return name.first?.isLetter ?? false ? name : "Assignment" + name
  }

  /// An assignment of several parts. Its own cases and quantities are those of all parts, under the names that reports have;
  /// nothing is graded by them.
  ///
  /// - Parameter parts: at least one, their identifiers distinct. Their limits, imports and feedback become the whole's.
  init(
    id: String, title: String, parts: [Assignment], followThrough: Double, limits: Limits, imports: [String],
    feedback: Feedback, samples: [Sample]
  ) {
    self.init(
      id: id, title: title, recipe: "", convention: "", typeName: "", kind: parts[0].kind, quantities: [], cases: [],
      comparison: nil, followThrough: followThrough, limits: limits, imports: imports, samples: samples)
    self.feedback = feedback
    self.parts = parts.map { part in
      var part = part
      (part.followThrough, part.limits, part.imports, part.feedback) = (followThrough, limits, imports, feedback)
      return part
    }
    join()
  }

  /// Names for readers what the parts have.
  mutating func join() {
    guard !parts.isEmpty else { return }
    (recipe, convention) = (list(\.recipe), list(\.convention))
    typeName = typeNames.joined(separator: ", ")
    floor = parts.reduce(0) { $0 + $1.floor }
    quantities = parts.flatMap { part in
      part.quantities.map { GradedQuantity(name: PartName.joined(part.id, $0.name), points: $0.points) }
    }
    cases = parts.flatMap { part in
      part.cases.map { own in
        var joined = own
        joined.id = PartName.joined(part.id, own.id)
        return joined
      }
    }
  }

  private func list(_ name: (Assignment) -> String) -> String {
    var seen: Set<String> = []
    return parts.map(name).filter { seen.insert($0).inserted }.joined(separator: ", ")
  }
}
