import Equations
import Evaluation

/// The counts that `script/evaluate` prints.
struct EvaluationRows {
  private struct Row {
    var total = 0
    var right = 0
    var real = 0
    /// Programs with a mistake that no finite number shows, because all of them have become NaN or infinite.
    var unseen = 0
    var wrong: [String] = []
    /// The time that diagnosing took and, if the program was compiled, the time that compiling took.
    var diagnosing: [Duration] = []
    var compiling: [Duration] = []
  }

  private var honest: [(label: String, total: Int, real: Int, lost: Int, worst: Double)] = []
  private var rows: [String: Row] = [:]
  private var strangers = (total: 0, real: 0, unknown: 0, equal: 0, accused: [String]())
  private var recipes: Set<String> = []

  mutating func honest(_ outcome: Evaluation.Outcome?, label: String, isReal: Bool) {
    guard let outcome else { return }
    let index =
      honest.firstIndex { $0.label == label }
      ?? {
        honest.append((label, 0, 0, 0, 0))
        return honest.count - 1
      }()
    honest[index].total += 1
    honest[index].real += isReal ? 1 : 0
    honest[index].lost += outcome.blamed.isEmpty ? 0 : 1
    honest[index].worst = max(honest[index].worst, outcome.worst)
  }

  mutating func mistake(
    _ outcome: Evaluation.Outcome, _ student: Evaluation.Student, _ evaluation: Evaluation, row: String,
    compile: Duration?
  ) {
    recipes.insert(evaluation.recipe.name)
    var entry = rows[row] ?? Row()
    defer { rows[row] = entry }
    // A mistake shows in its own equation, or in that of the weights if they alone are published.
    let places = student.mistakes.map { student.hidden.contains($0.quantity) ? "weights" : $0.quantity }
    if places.contains(where: { outcome.unseen.contains($0) }) {
      entry.unseen += 1
      return
    }
    entry.total += 1
    entry.real += compile == nil ? 0 : 1
    entry.diagnosing.append(outcome.diagnosing)
    if let compile { entry.compiling.append(compile) }
    let isRight = zip(student.mistakes, places).allSatisfy { mistake, place in
      // A change that alters no number of its own equation is not a mistake.
      guard outcome.blamed.contains(place) else { return true }
      guard let found = outcome.found[place] else { return false }
      return evaluation.isRight(found, for: mistake)
        || (place != mistake.quantity && evaluation.isTwin(found, of: mistake))
    }
    if isRight {
      entry.right += 1
    } else {
      entry.wrong.append(Self.name(student, evaluation) + " → " + Self.name(outcome.found))
    }
  }

  mutating func stranger(
    _ outcome: Evaluation.Outcome, _ student: Evaluation.Student, _ evaluation: Evaluation, isReal: Bool
  ) {
    guard let mistake = student.mistakes.first else { return }
    let place = student.hidden.contains(mistake.quantity) ? "weights" : mistake.quantity
    guard outcome.blamed.contains(place) else { return }
    strangers.total += 1
    strangers.real += isReal ? 1 : 0
    guard let found = outcome.found[place] else {
      strangers.unknown += 1
      return
    }
    if evaluation.isRight(found, for: mistake) || evaluation.isTwin(found, of: mistake) {
      strangers.equal += 1
    } else {
      strangers.accused.append(Self.name(student, evaluation) + " → " + Self.name(outcome.found))
    }
  }

  private static func name(_ student: Evaluation.Student, _ evaluation: Evaluation) -> String {
    let mistakes = student.mistakes.map { name($0.quantity, $0.changes) }.joined(separator: " and ")
    return "\(evaluation.recipe.name)/\(evaluation.recipe.convention) \(mistakes)"
  }

  private static func name(_ found: [String: [Edit]]) -> String {
    if found.isEmpty { return "unknown" }
    return found.sorted { $0.key < $1.key }
      .map { place, edits in "\(place): " + edits.map { name($0.quantity, $0.changes) }.joined(separator: ", ") }
      .joined(separator: "; ")
  }

  /// Returns the change's name in the code: `dropped`, `signFlipped`.
  private static func name(_ quantity: String, _ changes: [Change]) -> String {
    let kinds = changes.map { change in "\(change)".prefix { $0 != "(" } }
    return "\(quantity) \(kinds.isEmpty ? "strange" : kinds.joined(separator: "+"))"
  }

  var text: String {
    var lines = ["recipes: \(recipes.count) (\(recipes.sorted().joined(separator: " ")))", "", "honest programs"]
    for entry in honest {
      lines.append(
        "  \(entry.label): \(entry.total) programs, \(entry.real) of them compiled Swift; lost marks: \(entry.lost); "
          + "largest residual \((entry.worst * 100).rounded() / 100) of the bound, 4 allowed")
    }
    lines += ["", "diagnosed first and right (or with the same numbers on a case not seen)"]
    for (name, row) in rows.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(name): \(row.right) of \(row.total) (\(percent(row))), \(row.real) of them compiled Swift")
      if row.unseen > 0 {
        lines.append("      \(row.unseen) more where a mistake leaves no finite number to see it, or another one, by")
      }
      lines.append("      \(time(row))")
      lines += row.wrong.map { "      not: \($0)" }
    }
    lines += [
      "",
      "programs outside the catalogue: \(strangers.total), \(strangers.real) of them compiled Swift; unknown "
        + "\(strangers.unknown), explained with the same numbers on a case not seen \(strangers.equal), wrongly accused "
        + "\(strangers.accused.count)",
    ]
    lines += strangers.accused.map { "      accused: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func percent(_ row: Row) -> String {
    row.total == 0 ? "none" : "\((Double(row.right) / Double(row.total) * 10_000).rounded() / 100) %"
  }

  private func time(_ row: Row) -> String {
    func milliseconds(_ duration: Duration?) -> Int { duration.map { Int($0 / .milliseconds(1)) } ?? 0 }
    let (diagnosing, compiling) = (row.diagnosing.sorted(), row.compiling.sorted())
    func median(_ durations: [Duration]) -> Int {
      milliseconds(durations.isEmpty ? nil : durations[durations.count / 2])
    }
    let compile = compiling.isEmpty ? "" : "; compiling \(median(compiling)) ms"
    return "diagnosing took \(median(diagnosing)) ms, \(milliseconds(diagnosing.last)) ms at most\(compile)"
  }
}
