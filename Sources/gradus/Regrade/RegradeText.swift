import Gradebook
import Reporting

/// The words of `gradus regrade`: who moves, by how much, and through which checks.
struct RegradeText {
  let text: String

  /// The most checks that are named for one submission.
  private static let mostChecks = 4

  init(_ result: Regrading.Result, applying: Bool, allowLower: Bool) {
    guard !result.isProven else {
      text = Wording.nobodyMoves(result.unmoved, result.changes)
      return
    }
    var lines = [Wording.changed(result.changes)]
    var (rise, fall, lost, gained) = (0, 0, 0, 0)
    for pair in result.gradings {
      guard pair.isMove else { continue }
      switch (pair.old.isWithheld, pair.new.isWithheld) {
      case (_, true): lost += 1
      case (true, false): gained += 1
      case (false, false): if pair.isRise { rise += 1 } else { fall += 1 }
      }
      lines.append(Self.line(pair))
    }
    let moved = rise + fall + lost + gained
    lines.append(
      Wording.movement(
        moved: moved, of: result.gradings.count + result.unmoved, rise: rise, fall: fall, lost: lost, gained: gained))
    if !applying {
      lines.append(Wording.nothingWritten)
    } else {
      let kept = result.gradings.count {
        !$0.counts(allowLower: allowLower) && !($0.old.isWithheld && $0.new.isWithheld)
      }
      lines.append(Wording.applied(result.gradings.count - kept, kept: kept))
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// Returns the line of one submission: `bob.swift: 30 → 20 (−10): usual/weights 15 → 10`.
  static func line(_ pair: GradeChange) -> String {
    let isRescaled = pair.old.maximum != pair.new.maximum
    func points(_ mark: Gradebook.Mark) -> String {
      if mark.isWithheld { return "withheld" }
      return Figure.points(mark.points) + (isRescaled ? " of \(Figure.points(mark.maximum))" : "")
    }
    let isDifference = !pair.old.isWithheld && !pair.new.isWithheld && !isRescaled
    let by = isDifference ? " (\(Figure.signed(pair.new.points - pair.old.points)))" : ""
    let old = Dictionary(pair.old.checks.map { ($0.id, $0.points) }) { first, _ in first }
    let new = Dictionary(pair.new.checks.map { ($0.id, $0.points) }) { first, _ in first }
    let ids = pair.new.checks.map(\.id) + pair.old.checks.map(\.id).filter { new[$0] == nil }
    let moved = ids.filter { old[$0] != new[$0] }
    let checks = moved.prefix(mostChecks).map { id in
      "\(id) \(old[id].map(Figure.points) ?? "–") → \(new[id].map(Figure.points) ?? "–")"
    }
    let more = moved.count > mostChecks ? ", and \(moved.count - mostChecks) more" : ""
    let through = checks.isEmpty ? "" : ": " + checks.joined(separator: ", ") + more
    return "\(Visible.line(pair.attempt.name)): \(points(pair.old)) → \(points(pair.new))\(by)\(through)"
  }
}

/// Points as they stand in a sentence.
enum Figure {
  static func points(_ points: Double) -> String {
    let rounded = (points * 1000).rounded() / 1000
    return rounded == rounded.rounded() && rounded.magnitude < 1e15 ? "\(Int(rounded))" : "\(rounded)"
  }
  static func signed(_ points: Double) -> String { (points < 0 ? "−" : "+") + Self.points(points.magnitude) }
}
