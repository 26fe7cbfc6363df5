internal import Reference

extension Coverage {
  /// The table as a page of Markdown.
  package var page: String {
    var lines = [
      "# What is proven from outside",
      "",
      "Made by `script/coverage`; a test holds it against what it would be today. Every recipe in every convention stands",
      "beside what other programs recorded of it (`references/oracles/`): PyTorch, optax, Keras, or a plain transcription in",
      "NumPy or mpmath where no library has the form. The difference is the largest of any number of any recorded tensor,",
      "relative to itself along steps (`RecordedTrace.alongSteps`), else to its tensor's largest (`RecordedTrace.ofTensor`).",
    ]
    var section = ""
    for subject in Lesson.all {
      if subject.section != section {
        section = subject.section
        lines += ["", "## \(section)", "", Self.header, Self.rule]
      }
      for recipe in subject.recipes {
        let family = Catalogue.families.first { $0.name == recipe }
        lines += rows.filter { $0.recipe == recipe || family?.has($0.recipe) == true }.map { row in
          Self.line([
            subject.title, row.recipe, row.convention, row.notes.joined(separator: " "),
            row.sources.joined(separator: ", "),
            row.difference.map(Self.figure) ?? "none", Self.figure(row.target), row.exception?.reason ?? "",
          ])
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let header = line([
    "taught", "recipe", "convention", "notes", "oracle", "largest difference", "target", "why it is missed",
  ])
  private static let rule = String(repeating: "|---", count: 8) + "|"

  private static func line(_ cells: [String]) -> String {
    "| " + cells.map { $0.isEmpty ? "–" : $0 }.joined(separator: " | ") + " |"
  }

  /// Returns one digit and a power of ten, rounded up: 3.2e-16 is 4e-16.
  static func figure(_ value: Double) -> String {
    guard value > 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
    var exponent = 0
    var digit = value
    while digit >= 10 {
      digit /= 10
      exponent += 1
    }
    while digit < 1 {
      digit *= 10
      exponent -= 1
    }
    // Divisions leave a little above a whole number, which must not count as one digit more.
    let whole = (digit - 1e-9).rounded(.up)
    return whole >= 10 ? "1e\(exponent + 1)" : "\(Int(whole))e\(exponent)"
  }

  /// Returns the differences between a page and today's.
  ///
  /// Another C library rounds exp and log otherwise, so figures may be ten times as large or small, and all below
  /// 1e-15 are alike.
  package func differences(from page: String) -> [String] {
    let (old, new) = (page.split(separator: "\n"), self.page.split(separator: "\n"))
    guard old.count == new.count else { return ["\(old.count) lines instead of \(new.count)"] }
    return zip(old, new).filter { !Self.agree($0, $1) }.map { "“\($0)” instead of “\($1)”" }
  }

  private static func agree(_ a: Substring, _ b: Substring) -> Bool {
    let (left, right) = (a.split(separator: "|"), b.split(separator: "|"))
    guard left.count == right.count, left.count == 8 else { return a == b }
    return zip(left, right).enumerated().allSatisfy { column, cells in
      guard column == 5, let x = number(cells.0), let y = number(cells.1) else { return cells.0 == cells.1 }
      return max(x, y) <= 1e-15 || max(x, y) <= 10 * min(x, y)
    }
  }

  private static func number(_ cell: Substring) -> Double? { Double(cell.filter { $0 != " " }) }
}
