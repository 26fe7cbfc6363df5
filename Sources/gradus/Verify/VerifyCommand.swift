import ArgumentParser
import Assignments
import Equations
import GradeModel
import Grading
import PluginHost
import Reporting
import Verification

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Gradus {
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check that assignments grade as they promise, and tell every mistake from a right program.",
      discussion: """
        Grades every sample and holds the result and its diagnosis against the manifest. Simulates a student for every \
        single change of every equation, every other convention and common habits, and for a sample of pairs of changes, \
        and checks that each loses points in some case. Attacks the assignment with programs that compute nothing of what \
        is asked, names what all cases have alike, and what the handout says otherwise than the manifest. \
        Exits with 1 on any gap.
        """)

    @Argument(help: "Assignments, by identifier or by folder (course/10-adam); all of them where none is named.")
    var assignments: [String] = []

    @Option(
      help: ArgumentHelp(
        "A file for all mistakes and cases: a table if its name ends in .csv, else a page (.md).", valueName: "file"))
    var matrix: String?

    func validate() throws {
      guard let matrix, !matrix.hasSuffix(".csv"), !matrix.hasSuffix(".md") else { return }
      throw ValidationError("--matrix \(matrix): expected a name that ends in .csv or .md")
    }

    func run() async throws {
      try await Failure.reporting {
        let environment = Environment.current
        let installation: Installation
        do {
          installation = try Installation.find(environment: environment)
        } catch {
          throw Failure.grader("\(error)")
        }
        let shelf = Shelf(installation)
        var gaps = 0
        var kills = KillMatrix(allowance: Bound.allowance)
        for request in assignments.isEmpty ? try shelf.ids() : assignments {
          let bench = try await Bench(assignment: request, environment: environment)
          Terminal.print("\(bench.assignment.id)\n")
          let place = shelf.place(of: request).shelf
          gaps += try await Samples(bench: bench, shelf: place).verify()
          gaps += try verifyHandout(bench, in: "\(place.folder)/\(bench.assignment.id)")
          for part in bench.parts {
            let isPart = !bench.assignment.parts.isEmpty
            if isPart { Terminal.print("  \(part.assignment.id)\n") }
            let name = isPart ? PartName.joined(bench.assignment.id, part.assignment.id) : part.assignment.id
            func line(_ key: String) -> String {
              place.place(of: key, part: isPart ? part.assignment.id : nil, in: bench.assignment.id)
            }
            gaps += try await verifyMutants(part, named: name, asked: request, at: line("cases"), &kills)
            gaps += try await verifyPairs(part, at: line("cases"))
            gaps += verifyCoincidences(part, at: line("cases"))
            gaps += await verifyShuffles(part)
            gaps += await verifyCheats(part, at: line("floor").isEmpty ? line("quantities") : line("floor"))
          }
        }
        if let matrix { try ReportFile.write(matrix.hasSuffix(".csv") ? kills.csv : kills.page, to: matrix) }
        if assignments.isEmpty {
          let slips = try shelf.course().slips(among: try shelf.ids())
          for slip in slips { Terminal.print("COURSE: \(Wording.slip(slip))\n") }
          gaps += slips.count
        }
        Terminal.print(gaps == 0 ? "No gaps.\n" : "\(gaps) \(gaps == 1 ? "gap" : "gaps").\n")
        return gaps == 0 ? .fullMarks : .marksLost
      }
    }

    private func verifyHandout(_ bench: Bench, in folder: String) throws(Failure) -> Int {
      let path = "\(folder)/README.md"
      guard FileManager.default.fileExists(atPath: path) else {
        Terminal.print("  HANDOUT: README.md:1: \(Wording.contradiction(.notWritten))\n")
        return 1
      }
      guard let bytes = FileManager.default.contents(atPath: path) else {
        throw .usage("the handout '\(path)' cannot be read")
      }
      let found = HandoutCheck(String(decoding: bytes, as: UTF8.self), of: bench.assignment).contradictions
      for one in found { Terminal.print("  HANDOUT: README.md:\(one.line): \(Wording.contradiction(one.kind))\n") }
      return found.count
    }

    private func verifyPairs(_ part: BenchPart, at place: String) async throws(Failure) -> Int {
      let pairs: SelfCheck.Pairs
      do {
        pairs = try await SelfCheck(part.grader).pairs(SelfCheck.Pairs.usual)
      } catch {
        throw .grader("\(error)")
      }
      for sentence in pairs.missed {
        Terminal.print("  \(pairs.isGap ? "MISSED" : "missed pair"): \(sentence)\(pairs.isGap ? place : "")\n")
      }
      Terminal.print("  \(Wording.pairs(pairs))\n")
      return pairs.isGap ? 1 : 0
    }

    private func verifyCoincidences(_ part: BenchPart, at place: String) -> Int {
      let found = Coincidence.all(in: part.assignment)
      for coincidence in found { Terminal.print("  ALIKE: \(Wording.coincidence(coincidence))\(place)\n") }
      return found.count
    }

    private func verifyShuffles(_ part: BenchPart) async -> Int {
      guard let result = await ShuffleCheck(part.grader).result() else { return 0 }
      for shuffle in result.missed {
        Terminal.print("  SHUFFLE: \(Wording.shuffle(shuffle)) earns the points of the choice.\n")
      }
      Terminal.print("  shuffles in name only: \(result.tried), not noticed \(result.missed.count)\n")
      return result.missed.count
    }

    private func verifyCheats(_ part: BenchPart, at place: String) async -> Int {
      let results = await CheatCheck(part.grader).results()
      let gaps = results.filter(\.isGap)
      for gap in gaps {
        Terminal.print(
          "  CHEAT: \(Wording.cheat(gap.cheat)) It earns \(gap.points.toThousandths) (\(gap.quantities.joined(separator: ", "))).\(place)\n"
        )
      }
      Terminal.print(
        "  cheats: \(results.count), earning more than \(part.assignment.floor.toThousandths): \(gaps.count)\n")
      return gaps.count
    }

    private func verifyMutants(
      _ part: BenchPart, named name: String, asked request: String, at place: String, _ kills: inout KillMatrix
    ) async throws(Failure) -> Int {
      let mutants: [SelfCheck.Mutant]
      do {
        mutants = try await SelfCheck(part.grader).mutants()
      } catch {
        throw .grader("\(error)")
      }
      // Habits are counted apart: in single precision the margin is that of Float, which would hide the others.
      var smallest: [Bool: (ratio: Double, sentence: String)] = [:]
      var (caught, equivalent, missed) = (0, 0, 0)
      var gaps: Set<String> = []
      for mutant in mutants {
        switch mutant.fate {
        case .caught(let ratio, _):
          caught += 1
          if ratio < smallest[mutant.isHabit]?.ratio ?? .infinity {
            smallest[mutant.isHabit] = (ratio, mutant.sentence)
          }
        case .equivalent(let reason):
          equivalent += 1
          Terminal.print("  equivalent: \(mutant.sentence) (\(Wording.equivalence(reason)))\n")
        case .missed(let probe):
          missed += 1
          let gap = "  MISSED: \(mutant.sentence) \(probe.map(Wording.probe) ?? Wording.noProbe)\(place)\n"
          // One sentence may be true of several places in an equation.
          if gaps.insert(gap).inserted { Terminal.print(gap) }
        }
      }
      if !gaps.isEmpty { Terminal.print("  \(Wording.askForCase(request))\n") }
      Terminal.print("  mistakes: \(mutants.count), caught \(caught), equivalent \(equivalent), missed \(missed)\n")
      for (isHabit, what) in [(false, "mistakes"), (true, "habits")] {
        guard let own = smallest[isHabit] else { continue }
        Terminal.print(
          "  margin of \(what): at least \(own.ratio.rounded(.down).formatted(.number.grouping(.never))) times the bound (\(own.sentence))\n"
        )
      }
      kills.tables.append(table(part.assignment, named: name, mutants))
      return gaps.count
    }

    private func table(_ assignment: Assignment, named name: String, _ mutants: [SelfCheck.Mutant]) -> KillMatrix.Table
    {
      KillMatrix.Table(
        assignment: name, cases: assignment.cases.map(\.id),
        rows: mutants.map { mutant in
          let fate: KillMatrix.Fate =
            switch mutant.fate {
            case .caught: .caught
            case .equivalent: .equivalent
            case .missed: .missed
            }
          return .init(mistake: mutant.sentence, fate: fate, ratios: mutant.ratios)
        })
    }
  }
}
