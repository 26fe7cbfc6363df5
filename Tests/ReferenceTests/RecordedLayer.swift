import Equations
import Oracles
import Reference
import TestSupport
import Testing

/// Another program's run of a layer, a loss, an initializer or a training run.
typealias RecordedLayer = RecordedTrace

extension RecordedTrace: CustomTestStringConvertible {
  package var testDescription: String { path }

  /// Every oracle; empty if the folder cannot be read, which `OracleTests` notices.
  static let recorded = (try? RecordedTrace.all(in: "\(Repository.root)/references/oracles")) ?? []
  static let layers = recorded.filter {
    kind(of: $0).map { ![.optimizer, .schedule, .training].contains($0) } ?? false
  }
  static let trainings = recorded.filter { kind(of: $0) == .training }

  private static func kind(of trace: RecordedTrace) -> Component.Kind? { (try? trace.recipe)?.component.kind }

  /// Returns the largest |a − b| in units of b's largest magnitude.
  static func relative(_ a: [Double], _ b: [Double]) -> Double { ofTensor(a, b) }
}
