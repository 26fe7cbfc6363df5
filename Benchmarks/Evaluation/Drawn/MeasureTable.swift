/// The counts of a measure of diagnosis, and the table that `script/evaluate --drawn` prints.
package struct MeasureTable: Sendable {
  private var rows: [(title: String, words: [DiagnosisMeasure.Word: Int])] = []
  private var lengths: [(length: Double, isTrue: Bool)] = []
  private var lines = 0
  private var seconds: [Double] = []
  private var notes: [String] = []

  package init() {}

  /// Adds a program by its wrong quantities.
  package mutating func add(_ program: DrawnProgram, _ lines: [DiagnosisMeasure.Line], by measure: DiagnosisMeasure) {
    let word = Self.together(lines.map(\.word))
    let title = program.source.title
    let index = rows.firstIndex { $0.title == title } ?? rows.count
    if index == rows.count { rows.append((title, [:])) }
    rows[index].words[word, default: 0] += 1
    self.lines += lines.count
    seconds += lines.map(\.seconds)
    for line in lines where line.word != .silent && line.word != .partly {
      lengths.append((line.length ?? 0, line.word != .untrue))
    }
    if word == .right { return }
    let isStrange = program.source == .unrelated || program.source == .disturbed
    if isStrange && word == .silent { return }
    let told = lines.map { "\($0.quantity): \($0.told.isEmpty ? "–" : $0.told)" }.joined(separator: " | ")
    notes.append("\(word.rawValue): \(measure.assignment.id) [\(title)] \(measure.written(program)) → \(told)")
  }

  /// The word for a program with several wrong quantities: an untrue one counts first.
  static func together(_ words: [DiagnosisMeasure.Word]) -> DiagnosisMeasure.Word {
    if words.contains(.untrue) { return .untrue }
    if words.allSatisfy({ $0 == .silent }) { return .silent }
    if words.contains(where: { $0 == .silent || $0 == .partly }) { return .partly }
    return words.contains(.tie) ? .tie : words.contains(.otherwise) ? .otherwise : .right
  }

  package var text: String {
    let words = DiagnosisMeasure.Word.allCases
    var text = ["| programs | n | " + words.map(\.rawValue).joined(separator: " | ") + " |"]
    text.append("|---|" + String(repeating: "---|", count: words.count + 1))
    for row in rows {
      let total = row.words.values.reduce(0, +)
      text.append(
        "| \(row.title) | \(total) | " + words.map { "\(row.words[$0] ?? 0)" }.joined(separator: " | ") + " |")
    }
    text += ["", "| told with a description of at most | share of the wrong quantities | true |", "|---|---|---|"]
    for limit in stride(from: 1.0, through: 10, by: 1) {
      let told = lengths.filter { $0.length <= limit }
      text.append(
        "| \(Int(limit)) | \(percent(told.count, lines)) | \(percent(told.count { $0.isTrue }, told.count)) |")
    }
    let sorted = seconds.sorted()
    if let worst = sorted.last {
      text += [
        "", "per wrong quantity: median \(milliseconds(sorted[sorted.count / 2])) ms, worst \(milliseconds(worst)) ms",
      ]
    }
    return text.joined(separator: "\n")
  }

  package var details: String { notes.joined(separator: "\n") }

  private func milliseconds(_ seconds: Double) -> Int { Int((seconds * 1000).rounded()) }

  private func percent(_ part: Int, _ whole: Int) -> String {
    whole == 0 ? "–" : "\((Double(part) / Double(whole) * 1000).rounded() / 10) %"
  }
}
