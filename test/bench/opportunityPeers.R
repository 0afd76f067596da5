# What R does for test/bench/opportunities.ts: reads columns of doubles from the folder of its argument, prints one JSON line
# with the processor seconds of the work alone and the figures to compare.
arguments <- commandArgs(TRUE)
task <- arguments[1]
folder <- arguments[2]
read <- function(name) {
  file <- file.path(folder, paste0(name, ".bin"))
  readBin(file, "double", file.info(file)$size / 8)
}
columns <- function(name, n) matrix(read(name), nrow = n)
report <- function(time, values) {
  seconds <- sum(time[c("user.self", "sys.self")])
  cat(sprintf('{"seconds":%.17g,"values":[%s]}\n', seconds, paste(sprintf("%.17g", values), collapse = ",")))
}

log_sum <- function(a, b) pmax(a, b) + log1p(exp(-abs(a - b)))

# Over logarithms within bounds, as the packages of these models do; the mean over customers, or the first step goes too far.
maximise <- function(loglik, start, n) {
  loss <- function(at) -loglik(exp(at)) / n
  fit <- optim(log(start), loss, method = "L-BFGS-B", lower = -10, upper = 10, control = list(maxit = 100, factr = 1e5))
  c(-fit$value * n, exp(fit$par))
}

switch(task,
  kaplanMeier = {
    suppressPackageStartupMessages(library(survival))
    time <- read("time"); event <- read("event"); group <- factor(read("group"))
    took <- system.time({
      curves <- survfit(Surv(time, event) ~ group, conf.type = "log-log")
      test <- survdiff(Surv(time, event) ~ group)
    })
    report(took, c(test$chisq, curves$surv))
  },
  cox = {
    suppressPackageStartupMessages(library(survival))
    time <- read("time"); event <- read("event"); x <- columns("x", length(time))
    took <- system.time(fit <- coxph(Surv(time, event) ~ x, ties = "efron"))
    report(took, coef(fit))
  },
  logit = {
    y <- read("y"); x <- columns("x", length(y))
    took <- system.time(fit <- glm.fit(cbind(1, x), y, family = binomial()))
    report(took, fit$coefficients)
  },
  ridge = {
    y <- read("y"); x <- columns("x", length(y)); penalty <- read("penalty")
    loss <- function(beta) {
      odds <- beta[1] + drop(x %*% beta[-1])
      sum(pmax(odds, 0) + log1p(exp(-abs(odds))) - y * odds) + penalty / 2 * sum(beta[-1]^2)
    }
    slope <- function(beta) {
      away <- plogis(beta[1] + drop(x %*% beta[-1])) - y
      c(sum(away), drop(crossprod(x, away)) + penalty * beta[-1])
    }
    start <- c(qlogis(mean(y)), rep(0, ncol(x)))
    took <- system.time(fit <- optim(start, loss, slope, method = "BFGS", control = list(maxit = 1000, reltol = 1e-14)))
    report(took, fit$par)
  },
  bgNbd = {
    x <- read("x"); tx <- read("tx"); T <- read("T")
    loglik <- function(p) {
      r <- p[1]; alpha <- p[2]; a <- p[3]; b <- p[4]
      common <- r * log(alpha) + lgamma(r + x) - lgamma(r)
      active <- lgamma(a + b) + lgamma(b + x) - lgamma(b) - lgamma(a + b + x) - (r + x) * log(alpha + T)
      gone <- lgamma(a + b) + lgamma(b + x - 1) + log(a) - lgamma(b) - lgamma(a + b + x) - (r + x) * log(alpha + tx)
      sum(common + ifelse(x > 0, log_sum(active, gone), active))
    }
    took <- system.time(found <- maximise(loglik, c(1, 1, 1, 1), length(x)))
    report(took, found)
  },
  gammaGamma = {
    x <- read("x"); z <- read("z")
    loglik <- function(at) {
      p <- at[1]; q <- at[2]; gamma <- at[3]
      sum(lgamma(p * x + q) - lgamma(p * x) - lgamma(q) + q * log(gamma) + (p * x - 1) * log(z) + p * x * log(x)
        - (p * x + q) * log(gamma + x * z))
    }
    took <- system.time(found <- maximise(loglik, c(1, 2, mean(z)), length(x)))
    report(took, found)
  },
  quantile = {
    suppressPackageStartupMessages(library(quantreg))
    y <- read("y"); x <- columns("x", length(y)); taus <- read("taus")
    took <- system.time(fits <- sapply(taus, function(tau) rq.fit(x, y, tau = tau, method = "fn")$coefficients))
    report(took, as.vector(fits))
  }
)
