"""What tests do with an answer of the site."""


def release(response):
    """Close the file of a download that is not read.

    ``response.close()`` would end the request once more, and close PostgreSQL's pooled
    connection in the middle of the test's transaction.
    """
    for close in response._resource_closers:
        close()
    response._resource_closers.clear()
