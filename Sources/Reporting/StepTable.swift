import GradeModel

/// The numbers of one step of a case, quantity by quantity.
struct StepTable {
  let lines: [String]

  init(_ numbers: [StepNumbers], _ style: Style) {
    guard let first = numbers.first else {
      lines = []
      return
    }
    let heading = Wording.stepHeading(caseID: JUnit.token(first.caseID), step: first.step, steps: first.steps)
    let names = numbers.map { [$0.quantity, $0.parameter].filter { !$0.isEmpty }.joined(separator: "/") }
      .map { Visible.line($0, limit: 32) }
    let width = names.map(Columns.width).max() ?? 0
    var lines = ["", style.paint(heading, .bold)]
    for (part, name) in zip(numbers, names) {
      let state =
        part.differing > 0
        ? Wording.differing(part.differing, of: part.count) + (part.isRight ? ", " + Wording.fromEquation : "")
        : Wording.asExpected
      lines += Columns.wrapped("  " + Columns.padded(name, width) + "  " + state, width: style.edge)
      for element in part.elements {
        let pair = Numerals.parted(element.yours, element.expected)
        var cells = [Wording.yours(pair.0), Wording.expected(pair.1)]
        // The equation gives the program's own numbers where they are right.
        if let own = element.equation, !part.isRight {
          let text = Numerals.significant(own, digits: 4)
          if text != Numerals.significant(element.expected, digits: 4) { cells.append(Wording.equationGives(text)) }
        }
        let index = element.index.isEmpty ? "" : "[" + element.index.map(String.init).joined(separator: ", ") + "]  "
        lines += Columns.wrapped("    " + index + cells.joined(separator: "   "), width: style.edge)
      }
    }
    self.lines = lines
  }
}
