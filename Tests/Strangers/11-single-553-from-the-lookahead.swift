import GradusKit

struct Nesterov: Optimizer {
    @Setting var learningRate = 0.01
    @Setting var momentum = 0.9

    /// Velocity after this step.
    var velocity: Parameters = 0
    /// Where the gradient was evaluated.
    var lookahead: Parameters = 0

    mutating func step(_ weights: inout Parameters, gradients: Parameters) {
        // 1. Move to the look-ahead position
        weights -= momentum * velocity
        lookahead = weights

        // 2. Evaluate the gradient there
        let gradient = Objective.gradient(at: lookahead)

        // 3. Update the velocity
        velocity = momentum * velocity + learningRate * gradient

        // 4. Apply the velocity
        weights -= velocity
    }
}
