import Equations
import Reference

// The program that script/benchmark runs. By hand:
//   gradus-benchmarks bandwidth
//   gradus-benchmarks train INPUTS HIDDEN OUTPUTS BATCH OPTIMIZER FILE
let arguments = Array(CommandLine.arguments.dropFirst())
switch arguments.first {
case "bandwidth": try Bandwidth.run(parameters: 1_000_000)
case "train" where arguments.count == 7:
  let sizes = arguments[1...4].compactMap { Int($0) }
  guard sizes.count == 4 else { throw BenchmarkError.usage }
  let network = Network(inputs: sizes[0], hidden: sizes[1], outputs: sizes[2], batch: sizes[3])
  try Training.serve(network, Catalogue.component(arguments[5]), data: arguments[6])
default: throw BenchmarkError.usage
}
