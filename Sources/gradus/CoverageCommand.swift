import ArgumentParser
import Equations
import GradeModel
import PluginHost
import Reference
import Tensors
import Traces

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Gradus {
  /// The table that `script/coverage` prints.
  struct Coverage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Hold every optimizer and schedule against what outside libraries recorded.", shouldDisplay: false)

    func run() async throws {
      try await Failure.reporting {
        let folder: String
        do {
          folder = try Installation.find().references + "/oracles"
        } catch {
          throw Failure.grader("\(error)")
        }
        Terminal.print(
          "| recipe | convention | notes | recorded by | largest relative difference |\n|---|---|---|---|---|\n")
        for component in Catalogue.components {
          for convention in component.conventions {
            let rows = try compare(component, convention, in: folder)
            let sources = Set(rows.map(\.source)).sorted().joined(separator: ", ")
            let largest = rows.map(\.difference).max().map { "\(shortened($0))" } ?? ""
            let notes = convention.taughtIn.joined(separator: " ")
            Terminal.print(
              "| \(component.name) | \(convention.name) | \(notes) | \(sources.isEmpty ? "see the tests" : sources) | \(largest) |\n"
            )
          }
        }
        return .fullMarks
      }
    }

    private func shortened(_ value: Double) -> String {
      value == 0 ? "0" : String(format(value))
    }

    private func format(_ value: Double) -> String {
      let text = "\(value)"
      guard let mark = text.firstIndex(of: "e") else { return String(text.prefix(6)) }
      return String(text.prefix(3)) + String(text[mark...])
    }

    private func compare(
      _ component: Equations.Component, _ convention: Convention, in folder: String
    ) throws(Failure) -> [(source: String, difference: Double)] {
      // A layer's inputs are laid out by the tests; what has steps is run here.
      guard component.kind == .optimizer || component.kind == .schedule else { return [] }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(component.name)")) ?? []
      var rows: [(source: String, difference: Double)] = []
      for name in names.sorted() where name.hasPrefix("\(convention.name)-") {
        let file = try TensorFile.read("\(folder)/\(component.name)/\(name)")
        guard let source = file.metadata["source"], let recipe = try? component.recipe(convention.name),
          let trace = try? trace(recipe, file)
        else { continue }
        rows.append((source, difference(trace, file)))
      }
      return rows
    }

    private func trace(_ recipe: Recipe, _ file: Safetensors) throws -> Traces.Trace {
      let given = Set(recipe.inputs.map(\.name) + ["parameters", "learningRates"])
      let inputs = file.tensors.filter { given.contains(String($0.key.split(separator: "/")[0])) }
      let declared = Set(recipe.component.settings.map(\.name))
      let settings = try JSONDecoder().decode(
        [String: Double].self, from: Data((file.metadata["settings"] ?? "{}").utf8)
      ).filter { declared.contains($0.key) }
      // Some schedules are recorded at chosen steps only.
      let recorded = file.tensors["learningRate"]?.count ?? file.tensors["momentum"]?.count
      let grid = given.contains("step") ? nil : file.tensors["step"]?.values.map { Int($0) }
      let trace = try recipe.trace(
        RunInputs(Safetensors(tensors: inputs), for: recipe, settings: settings, steps: grid?.max() ?? recorded))
      guard let grid, recorded == grid.count, trace.keys.allSatisfy({ trace[$0]?.stride == 1 }) else { return trace }
      var picked = Traces.Trace()
      for key in trace.keys {
        guard let series = trace[key], grid.allSatisfy({ (1...series.steps).contains($0) }) else { return trace }
        picked[key] = .init(shape: series.shape, steps: grid.count, values: grid.map { series.values[$0 - 1] })
      }
      return picked
    }

    /// Relative to each element's largest magnitude so far in its series, as rounding is.
    private func difference(_ trace: Traces.Trace, _ file: Safetensors) -> Double {
      var largest = 0.0
      for (name, tensor) in trace.tensors where !name.hasPrefix("gradients") {
        guard let recorded = file.tensors[name], recorded.shape == tensor.shape else { continue }
        let stride = tensor.shape.dropFirst().reduce(1, *)
        var size = [Double](repeating: 0, count: max(stride, 1))
        for (index, (a, b)) in zip(tensor.values, recorded.values).enumerated() {
          let element = index % max(stride, 1)
          size[element] = max(size[element], abs(a), abs(b))
          if size[element] > 0 { largest = max(largest, abs(a - b) / size[element]) }
        }
      }
      return largest
    }
  }
}
