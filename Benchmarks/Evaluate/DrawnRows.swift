import Assignments
import Evaluation
import Foundation
import GradingSupport

/// Programs of generators that the search for formulas does not share, for the shipped assignments.
struct DrawnRows {
  let count: Int
  let assignment: String?
  /// The row of draws.
  let seed: UInt64
  let lists: Bool
  let isOutside: Bool

  private static let sources: [DrawnProgram.Source] =
    DrawnEdit.allCases.map { .edit($0) } + [.twoEdits, .unrelated, .disturbed]

  /// The draws that are tried for a program.
  private static let attempts = 12

  func run() throws {
    var table = MeasureTable()
    for name in try AssignmentLibrary.shipped.tasks() where assignment.map({ $0 == name }) ?? true {
      let measure = try DiagnosisMeasure(AssignmentLibrary.shipped.task(name))
      for (index, source) in Self.sources.enumerated()
      where !isOutside || source == .unrelated || source == .disturbed {
        // Programs outside are many, so that an untrue statement among them has a chance to be seen.
        let wanted = source == .unrelated ? 4 * count : source == .disturbed ? 2 * count : count
        let first = seed << 40 | UInt64(index + 1) << 32
        var (found, attempt) = (0, UInt64(0))
        while found < wanted && attempt < UInt64(Self.attempts * wanted) {
          attempt += 1
          guard let program = measure.program(source, seed: first + attempt), let lines = measure.lines(program) else {
            continue
          }
          found += 1
          table.add(program, lines, by: measure)
        }
      }
      FileHandle.standardError.write(Data("\(name)\n".utf8))
    }
    print(table.text)
    print("largest memory: \(Self.peak) MB")
    if lists { print("\n" + table.details) }
  }

  /// The most memory that the process has had.
  private static var peak: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").compactMap { Int($0) }.first ?? 0) / 1024
  }
}
