#!/usr/bin/perl
# Mastodon::Client for Perl: with coerce_entities it checks the type of each member of what it is given.
use strict;
use warnings;
use Mastodon::Client;

my $client = Mastodon::Client->new(
    instance => $ENV{COLLEGIUM_BASE},
    client_id => 'unused', client_secret => 'unused',
    access_token => $ENV{COLLEGIUM_TOKEN},
    coerce_entities => 1,
);
sub ok { my ($claim, $holds) = @_; print(($holds ? 'ok   ' : 'FAIL ') . "$claim\n"); exit 1 unless $holds }

my $me = $client->account;
ok('an account', ref $me eq 'Mastodon::Entity::Account' && $me->username eq 'ada');
my $status = $client->post_status('Typed words about #types', { visibility => 'public' });
ok('a status', ref $status eq 'Mastodon::Entity::Status' && $status->content =~ /Typed words/);
my $home = $client->timeline('home');
ok('a timeline', ref $home eq 'ARRAY' && ref $home->[0] eq 'Mastodon::Entity::Status');
ok('notifications', ref $client->get('notifications') eq 'ARRAY');
ok('the node', ref $client->instance eq 'Mastodon::Entity::Instance');
my $found = $client->search_accounts('ben');
ok('a search', grep { $_->username eq 'ben' } @$found);
