{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{PATH}}">{{COMMUNITY}}</a></p>
{{>TABS}}
<h1>Events</h1>
{{#MEMBER}}<p><a class="button" href="{{PATH}}/events/new">Announce an event</a></p>{{/MEMBER}}
<ul class="cards">
{{#EVENT}}<li class="card"><h2 dir="auto"><a href="{{PATH}}">{{TITLE}}</a></h2>
<p class="quiet"><time datetime="{{DATETIME}}">{{TIME}}</time>{{#AT}} · {{PLACE}}{{/AT}}{{#CANCELLED}} · <strong>cancelled</strong>{{/CANCELLED}}</p></li>{{/EVENT}}
</ul>
{{#NONE}}<p class="empty">Nothing is announced. Members can announce an event, also one that is small.</p>{{/NONE}}
<p class="quiet">Calendars can subscribe to <a href="{{PATH}}/events.ics">what is for everyone here</a>.</p>
{{#MEMBER}}<p class="quiet">All events of your communities, for your own calendar: <code>{{FEED}}</code>. Whoever has this address reads them, so keep it to yourself.</p>{{/MEMBER}}
