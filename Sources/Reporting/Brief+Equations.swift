import GradeModel

extension Brief {
  /// The assignment's equations, each with the program's own beside it where a diagnosis has it, or with what is known of the
  /// mistake in it.
  var equations: [String] {
    var formulas = formulas
    var wrong = wrongChecks
    var lines = [Wording.equationsHeading]
    for equation in view.equations {
      guard let symbol = equation.symbol else {
        lines += Columns.wrapped("  " + Visible.line(equation.text), width: style.edge)
        continue
      }
      let part = equation.quantity.flatMap(PartName.part)
      var own = formulas.first { $0.part == part && $0.text.hasPrefix(Wording.yourFormula(symbol)) }?.text
      formulas.removeAll { $0.part == part && $0.text == own }
      if let index = wrong.firstIndex(where: { isOf($0, equation) }) {
        let check = wrong.remove(at: index)
        own = own ?? mistake(of: check)
      }
      let mark = own == nil ? "    " : "  " + style.paint("✗", .bad) + " "
      let pieces = Columns.wrapped("    " + Visible.line(equation.text), width: style.edge)
      lines.append(mark + pieces[0].dropFirst(4))
      lines += pieces.dropFirst().map { "  " + $0 }
      if let own {
        lines += Columns.wrapped("        " + Visible.line(own, limit: Limits.message), width: style.edge)
      }
    }
    lines += Wording.legend(of: view.equations.map(\.text)).flatMap { Columns.wrapped("  " + $0, width: style.edge) }
    // A formula that no line of the list begins with.
    lines += formulas.flatMap {
      Columns.wrapped("    " + Visible.line($0.text, limit: Limits.message), width: style.edge)
    }
    return lines
  }

  /// The program's own formulas, as diagnoses tell them: as a sentence or as evidence.
  private var formulas: [(part: String?, text: String)] {
    var formulas: [(part: String?, text: String)] = []
    for check in report.checks {
      guard let diagnosis = check.diagnosis else { continue }
      for text in diagnosis.sentences + [diagnosis.evidence] where text.hasPrefix(Wording.yourFormula) {
        let isKnown = formulas.contains { $0.part == check.part && $0.text == text }
        if !isKnown { formulas.append((check.part, text)) }
      }
    }
    return formulas
  }

  /// A check of each quantity that is wrong by itself.
  private var wrongChecks: [Check] {
    Cause.all(of: report.checks).filter { !$0.isHidden && !Cause.isEnding($0.lead) && $0.lead.outcome == .incorrect }
      .map(\.lead)
  }

  private func isOf(_ check: Check, _ equation: EquationText) -> Bool {
    check.quantity == equation.quantity
      && (equation.parameter == nil || equation.parameter == check.shownDivergence?.parameter)
  }

  private func mistake(of check: Check) -> String {
    guard let diagnosis = check.diagnosis, !diagnosis.sentences.isEmpty else { return Wording.unknownFormula }
    return diagnosis.sentences.joined(separator: " ")
  }
}
