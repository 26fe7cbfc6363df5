import GradusKit

struct LineSearch: Optimizer {
    var rates: [Double] = []
    var losses: [Double] = []
    var chosenRate = 0.0

    mutating func step(_ weights: inout Parameters, gradients: Parameters) {
        // Evaluate all candidates
        let start = weights
        losses = rates.map { Objective.loss(at: start - $0 * gradients) }

        // Walk along the list while the loss keeps falling
        var best = 0
        while best + 1 < losses.count, losses[best + 1] < losses[best] {
            best += 1
        }

        chosenRate = rates[best]
        weights = start - chosenRate * gradients
    }
}
